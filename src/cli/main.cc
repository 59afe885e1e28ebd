// The program: a thin shell over the library; argv becomes a job, the job an exit code.
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "cli/commands.h"

int main(int argc, char** argv) {
  try {
    return plangrade::cli::checked_output(
        plangrade::cli::run_program(std::vector<std::string>(argv + 1, argv + argc)));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "plangrade: this is a bug, please report it: %s\n", error.what());
  }
  return plangrade::cli::kCouldNotRun;
}
