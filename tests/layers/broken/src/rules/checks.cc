#include <yaml-cpp/yaml.h>
#include <surprise/thing.hpp>
