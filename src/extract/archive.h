// Members of ZIP archives through libarchive: archives of plans, and the packages that DOCX and
// ODT files are. Names are only names: nothing is ever written to disk, so a member called
// "../../etc/passwd" is a member with a silly name. What a hostile archive could make large is
// bounded: the number of members, the bytes of one member, and how far it may expand.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "plangrade/model/problem.h"

namespace plangrade::extract {

/// Members of one archive that are listed at most.
inline constexpr std::size_t kMaxMembers = 10'000;
/// Unpacked bytes of a package may be this many times its packed bytes; above kRatioGrace only.
inline constexpr std::size_t kMaxRatio = 200;
inline constexpr std::size_t kRatioGrace = std::size_t{16} << 20;

/// Names of all files in a ZIP archive, in the archive's order: valid UTF-8, unique (a second
/// "a.pdf" is "a.pdf#2"), without folders and the resource forks of `__MACOSX/`. Archives within
/// the archive are listed as members and not opened.
/// Problems: ARC001 not a readable ZIP archive, ARC002 more than kMaxMembers.
Result<std::vector<std::string>> archive_members(const std::string& path);

/// The bytes of the member that archive_members() calls `name`.
/// Problems: as above, ARC003 no such member, ARC004 larger than `max_bytes`, ARC005 needs a
/// password, ARC006 damaged.
Result<std::string> archive_member(const std::string& path, const std::string& name,
                                   std::size_t max_bytes);

/// Parts of an office package (a ZIP archive in memory), by name.
using PackageParts = std::map<std::string, std::string, std::less<>>;

/// Those of the parts `names` that the package has. Only the first part of a name counts.
/// Problems: ARC001, ARC002, ARC004 all parts together exceed `max_bytes` or the expansion ratio,
/// ARC005, ARC006.
Result<PackageParts> package_parts(std::string_view bytes, const std::vector<std::string>& names,
                                   std::size_t max_bytes);

}  // namespace plangrade::extract
