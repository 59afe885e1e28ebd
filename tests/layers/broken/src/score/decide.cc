#include <sys/types.h>
#include "rules/checks.h"
#include "score/own.h"
