// Runs a fuzz target without libFuzzer: on its seeds, and on some hundred mutations of each, the
// same ones every time. It finds what is broken badly; long runs with coverage find the rest.
//
//   NAME_short_run FOLDER OF SEEDS [MUTATIONS PER SEED]
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <set>
#include <string>

#include "base/file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
extern "C" __attribute__((weak)) int LLVMFuzzerInitialize(int* argc, char*** argv);

namespace {

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t bound) { return bound == 0 ? 0 : random() % bound; }

/// One to four changes: a flipped bit, a byte that matters to a parser, a part left out, a part
/// written twice, an end cut off. The first byte, which chooses the reader, stays.
std::string mutated(std::string bytes, Random& random) {
  static constexpr std::string_view kTelling = "<>{}[]()\\'\"#|*:-%&;\n\t\0\xff";
  for (std::size_t changes = 1 + below(random, 4); changes > 0 && bytes.size() > 2; --changes) {
    const auto at = 1 + below(random, bytes.size() - 1);
    const auto length = 1 + below(random, std::min<std::size_t>(bytes.size() - at, 64));
    switch (below(random, 5)) {
      case 0:
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(random, 8)));
        break;
      case 1:
        bytes[at] = kTelling[below(random, kTelling.size())];
        break;
      case 2:
        bytes.erase(at, length);
        break;
      case 3:
        bytes.insert(at, bytes.substr(at, length));
        break;
      default:
        bytes.resize(at);
        break;
    }
  }
  return bytes;
}

void try_one(const std::string& bytes) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const int mutations = argc > 2 ? std::atoi(argv[2]) : 2000;
  if (LLVMFuzzerInitialize != nullptr) LLVMFuzzerInitialize(&argc, &argv);
  std::set<std::filesystem::path> seeds;
  for (const auto& entry : std::filesystem::directory_iterator(argv[1])) seeds.insert(entry.path());
  Random random(1);
  for (const auto& path : seeds) {
    const auto seed = plangrade::base::read_file(path.string());
    if (!seed) return 2;
    try_one(*seed);
    for (int i = 0; i < mutations; ++i) try_one(mutated(*seed, random));
  }
  std::printf("%zu seeds, %d mutations of each\n", seeds.size(), mutations);
  return seeds.empty() ? 2 : 0;
}
