#include <string>
#include <re2/re2.h>
#include "base/text.h"
