# -O2: -O3 takes longer to compile and gains nothing here; time goes to the libraries.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

# Warnings, sanitizers and the compiler cache: the interface target plangrade_settings.
add_library(plangrade_settings INTERFACE)
target_compile_options(plangrade_settings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual
  -Wimplicit-fallthrough -Wswitch)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # With optimisation GCC 12 sees overlaps in "literal" + std::string, and strings that are not
  # initialised in Problem{...}, that are not there (GCC bugs 105651 and 105562).
  target_compile_options(plangrade_settings INTERFACE -Wno-restrict -Wno-maybe-uninitialized)
endif()
if(PLANGRADE_WERROR)
  target_compile_options(plangrade_settings INTERFACE -Werror)
endif()
target_include_directories(plangrade_settings INTERFACE ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/src)
target_compile_definitions(plangrade_settings INTERFACE
  PLANGRADE_VERSION="${PROJECT_VERSION}")

set(PLANGRADE_SANITIZE "" CACHE STRING "Sanitizer for everything: address,undefined or thread")
if(PLANGRADE_SANITIZE)
  add_compile_options(-fsanitize=${PLANGRADE_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${PLANGRADE_SANITIZE})
endif()

find_program(PLANGRADE_CCACHE ccache)
if(PLANGRADE_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${PLANGRADE_CCACHE})
endif()
