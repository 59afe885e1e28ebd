// Roles of patterns by the words of the rule language.
#include "cli/pattern_owner.h"

namespace plangrade::cli {
namespace {

const char* role_name(PatternRole role) {
  switch (role) {
    case PatternRole::any:
      return "term";
    case PatternRole::except:
      return "exception of";
    case PatternRole::named:
      return "name of";
    case PatternRole::cue:
    case PatternRole::pseudo:
    case PatternRole::stop:
    case PatternRole::context_unless:
      return "context";
    case PatternRole::zone:
      return "zone";
  }
  return "";
}

std::string owner_name(const PatternInfo& info, const RuleSet& rules) {
  switch (info.role) {
    case PatternRole::any:
    case PatternRole::except:
    case PatternRole::named:
      return rules.terms[info.owner].name;
    case PatternRole::cue:
    case PatternRole::pseudo:
    case PatternRole::stop:
    case PatternRole::context_unless:
      return rules.contexts[info.owner].name;
    case PatternRole::zone:
      return rules.zones[info.owner].name;
  }
  return "";
}

}  // namespace

std::string pattern_owner(const PatternInfo& info, const Rules& rules) {
  return std::string(role_name(info.role)) + " " + owner_name(info, rules.sets[info.rule_set]);
}

}  // namespace plangrade::cli
