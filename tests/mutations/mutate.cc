// Runs a fuzz target on seeds and on mutations of them: mutate SEEDS COUNT. The mutations are the
// same in every run. An abort, a crash, or more than a second for one input is a failure; the input
// is then left in ./mutation.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

std::uint32_t next(std::uint32_t& state) {
  state = state * 1664525U + 1013904223U;
  return state >> 8;
}

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// One to four edits: a byte changed, a stretch dropped, repeated, or taken from another seed.
std::string mutated(const std::vector<std::string>& seeds, std::uint32_t& state) {
  static constexpr char kBytes[] = "|()[]{}?*+\\.^$-ab 0\n\xC3\xFF";
  std::string out = seeds[next(state) % seeds.size()];
  for (std::uint32_t edits = 1 + next(state) % 4; edits > 0; --edits) {
    const std::size_t at = out.empty() ? 0 : next(state) % out.size();
    const std::size_t length = std::min<std::size_t>(1 + next(state) % 12, out.size() - at);
    switch (next(state) % 4) {
      case 0:
        if (!out.empty()) out[at] = kBytes[next(state) % (sizeof kBytes - 1)];
        break;
      case 1:
        out.erase(at, length);
        break;
      case 2:
        out.insert(at, out.substr(at, length));
        break;
      default: {
        const std::string& other = seeds[next(state) % seeds.size()];
        out.insert(at, other.substr(next(state) % (other.size() + 1), length));
      }
    }
  }
  return out;
}

double seconds_for(const std::string& input) {
  std::ofstream("mutation", std::ios::binary) << input;
  const auto begin = std::clock();
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
  return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(argv[1])) paths.push_back(entry);
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> seeds;
  for (const auto& path : paths) seeds.push_back(read(path));
  if (seeds.empty()) return 2;
  std::vector<std::string> inputs = seeds;
  std::uint32_t state = 1;
  while (inputs.size() < seeds.size() + std::stoul(argv[2]))
    inputs.push_back(mutated(seeds, state));
  for (const std::string& input : inputs) {
    if (seconds_for(input) < 1) continue;
    std::fprintf(stderr, "more than a second for the input in ./mutation\n");
    return 1;
  }
  std::filesystem::remove("mutation");
  std::printf("%zu inputs\n", inputs.size());
  return 0;
}
