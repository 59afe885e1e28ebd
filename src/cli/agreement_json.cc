// Agreement to JSON and back.
#include "cli/agreement_json.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "base/file.h"

namespace plangrade::cli {
namespace {

using Json = nlohmann::ordered_json;

Json measured_json(const Measured& measured) {
  const auto number = [](const std::optional<double>& value) -> Json {
    if (!value) return nullptr;
    return std::round(*value * 1e6) / 1e6;
  };
  return {{"value", number(measured.value)},
          {"low", number(measured.low)},
          {"high", number(measured.high)},
          {"n", measured.n}};
}

Json agreement_json(const std::string& rule_set, const Agreement& agreed) {
  Json json;
  json["rule_set"] = rule_set;
  json["rating_agreement"] = measured_json(agreed.rating_agreement);
  json["criteria"] = Json::array();
  for (const auto& one : agreed.criteria) {
    Json row = {{"criterion", one.criterion}, {"levels", one.levels}, {"confusion", one.confusion}};
    for (const auto& level : one.by_level) {
      row["by_level"].push_back({{"level", level.level},
                                 {"precision", measured_json(level.precision)},
                                 {"recall", measured_json(level.recall)},
                                 {"f1", measured_json(level.f1)}});
    }
    row["accuracy"] = measured_json(one.accuracy);
    row["macro_f1"] = measured_json(one.macro_f1);
    row["kappa"] = measured_json(one.kappa);
    row["alpha"] = measured_json(one.alpha);
    row["evidence_found"] = measured_json(one.evidence_found);
    json["criteria"].push_back(std::move(row));
  }
  json["disagreements"] = Json::array();
  for (const auto& one : agreed.disagreements) {
    json["disagreements"].push_back({{"plan_id", one.plan_id},
                                     {"criterion", one.criterion},
                                     {"human_level", one.human_level},
                                     {"program_level", one.program_level},
                                     {"human_page", one.human_page},
                                     {"human_quote", one.human_quote},
                                     {"program_page", one.program_page},
                                     {"program_quote", one.program_quote},
                                     {"note", one.note}});
  }
  json["warnings"] = agreed.warnings;
  return json;
}

}  // namespace

std::string agreement_text(const std::string& rule_set, const Agreement& agreed) {
  return agreement_json(rule_set, agreed).dump(2, ' ', false, Json::error_handler_t::replace) +
         "\n";
}

Result<RuleSetAgreement> read_agreement(const std::string& path) {
  const auto text = base::read_file(path);
  if (!text) return text.error();
  try {
    const auto json = Json::parse(*text);
    RuleSetAgreement out;
    json.at("rule_set").get_to(out.rule_set);
    for (const auto& from : json.at("criteria")) {
      CriterionAgreement one;
      from.at("criterion").get_to(one.criterion);
      from.at("levels").get_to(one.levels);
      from.at("confusion").get_to(one.confusion);
      bool square = one.confusion.size() == one.levels.size();
      for (const auto& row : one.confusion) square = square && row.size() == one.levels.size();
      if (!square) throw Json::other_error::create(501, "a confusion matrix is not square", &from);
      out.agreement.criteria.push_back(std::move(one));
    }
    return out;
  } catch (const nlohmann::json::exception& error) {
    return Problem{"AGR001",
                   std::string("is no JSON of `plangrade evaluate`: ") + error.what(),
                   {path, 0, 0},
                   "make it with `plangrade evaluate ... --format json`",
                   {}};
  }
}

}  // namespace plangrade::cli
