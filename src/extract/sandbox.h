// What a worker may still do once it holds hostile bytes: read files, compute, answer. Its limits
// on memory and processor time are set by the parent from outside (worker_process.cc).
#pragma once

namespace plangrade::extract {

/// Gives up, for good, everything that reading a file does not need: new privileges, core dumps,
/// network, new processes, opening files for writing. Opening for writing fails; attempts at the
/// network or new processes end the process. It also ends with its parent from now on.
/// False if the system refuses; the worker must then not go on.
bool enter_sandbox();

}  // namespace plangrade::extract
