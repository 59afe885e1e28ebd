// Problems as this layer makes them: one line each, so that the checks read as a list.
#pragma once

#include <string>
#include <utility>

#include "plangrade/model/problem.h"

namespace plangrade::counting {

inline Problem problem_at(std::string code, std::string message, const std::string& file, int line,
                          std::string remedy = {}) {
  return {std::move(code), std::move(message), {file, line, 0}, std::move(remedy), {},
          Severity::error};
}

/// `text` in single quotes, cut to a readable length: cells of strangers can be megabytes.
inline std::string in_quotes(std::string_view text) {
  constexpr std::size_t kLongest = 60;
  if (text.size() <= kLongest) return "'" + std::string(text) + "'";
  std::size_t end = kLongest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return "'" + std::string(text.substr(0, end)) + "...'";
}

}  // namespace plangrade::counting
