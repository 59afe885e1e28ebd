// The main function of every unit test program; compiled once.
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>

/// Asked by the leak checker of the preset asan; nobody else calls it. Fontconfig keeps what it has
/// read of its configuration until the process ends.
extern "C" const char* __lsan_default_suppressions();  // NOLINT: the checker's name
extern "C" const char* __lsan_default_suppressions() { return "leak:libfontconfig\n"; }
