// Writes the pages of the sample round of the unit tests to a folder, for the browser to open.
#include <cstdio>

#include "plangrade/report.h"
#include "unit/report/sample_round.h"

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const auto written =
      plangrade::write_folder(argv[1], plangrade::render_pages(plangrade::sample::round()), false);
  if (!written) std::fprintf(stderr, "%s\n", written.error().front().message.c_str());
  return written ? 0 : 1;
}
