// Files: reading whole, writing whole or not at all, hashing.
#pragma once

#include <string>
#include <string_view>

#include "plangrade/model/problem.h"

namespace plangrade::base {

/// The bytes of a file ("-" is standard input). Problems: FILE001 with the system's reason.
Result<std::string> read_file(const std::string& path);

/// Writes a file beside its place and renames it, so that readers see the old or the new one.
Result<bool> write_file(const std::string& path, std::string_view bytes);

/// SHA-256 as 64 hex digits.
std::string sha256(std::string_view bytes);

}  // namespace plangrade::base
