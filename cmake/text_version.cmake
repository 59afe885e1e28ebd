# Writes a header with a hash of everything that decides what text a file gives: the sources of
# extraction and the versions of the libraries that read. Cached texts are keyed by it, so that no
# text outlives the code that made it.
#   cmake -DSOURCES="a;b" -DLIBRARIES=text -DOUT=file -P text_version.cmake
set(all "${LIBRARIES}")
foreach(source IN LISTS SOURCES)
  file(SHA256 ${source} hash)
  string(APPEND all ${hash})
endforeach()
string(SHA256 hash "${all}")
string(SUBSTRING ${hash} 0 16 hash)
file(WRITE ${OUT}.new "// Written by cmake/text_version.cmake.\n#pragma once\n\ninline constexpr char kTextVersion[] = \"${hash}\";\n")
execute_process(COMMAND ${CMAKE_COMMAND} -E copy_if_different ${OUT}.new ${OUT})
