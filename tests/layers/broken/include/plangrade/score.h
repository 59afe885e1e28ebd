#include "plangrade/match.h"
#include "plangrade/model/plan.h"
#include "plangrade/rules.h"
