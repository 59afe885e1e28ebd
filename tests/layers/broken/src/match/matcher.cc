#include <fmt/format.h>
#include <re2/set.h>
#include <yaml-cpp/yaml.h>
#include <csv.h>
