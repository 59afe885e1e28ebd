// An allow-list by libseccomp. What is not listed fails with EPERM, as libraries expect of a
// system call that is not available; what only an intruder would try kills the process.
#include "sandbox.h"

#include <fcntl.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <cerrno>
#include <initializer_list>

// The sanitizers' run-time needs system calls and address space that the filter forbids.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define PLANGRADE_SANITIZED 1
#else
#define PLANGRADE_SANITIZED 0
#endif

namespace plangrade::extract {
namespace {

#if !PLANGRADE_SANITIZED

/// Memory, files for reading, the socket that is already open, clocks, and the end.
constexpr std::initializer_list<int> kAllowed = {SCMP_SYS(read),
                                                 SCMP_SYS(pread64),
                                                 SCMP_SYS(readv),
                                                 SCMP_SYS(write),
                                                 SCMP_SYS(writev),
                                                 SCMP_SYS(close),
                                                 SCMP_SYS(lseek),
                                                 SCMP_SYS(fstat),
                                                 SCMP_SYS(stat),
                                                 SCMP_SYS(lstat),
                                                 SCMP_SYS(newfstatat),
                                                 SCMP_SYS(statx),
                                                 SCMP_SYS(statfs),
                                                 SCMP_SYS(fstatfs),
                                                 SCMP_SYS(access),
                                                 SCMP_SYS(faccessat),
                                                 SCMP_SYS(faccessat2),
                                                 SCMP_SYS(readlink),
                                                 SCMP_SYS(readlinkat),
                                                 SCMP_SYS(getcwd),
                                                 SCMP_SYS(getdents64),
                                                 SCMP_SYS(fadvise64),
                                                 SCMP_SYS(fcntl),
                                                 SCMP_SYS(dup),
                                                 SCMP_SYS(recvmsg),
                                                 SCMP_SYS(recvfrom),
                                                 SCMP_SYS(poll),
                                                 SCMP_SYS(ppoll),
                                                 SCMP_SYS(mmap),
                                                 SCMP_SYS(munmap),
                                                 SCMP_SYS(mremap),
                                                 SCMP_SYS(mprotect),
                                                 SCMP_SYS(madvise),
                                                 SCMP_SYS(brk),
                                                 SCMP_SYS(membarrier),
                                                 SCMP_SYS(futex),
                                                 SCMP_SYS(rseq),
                                                 SCMP_SYS(set_robust_list),
                                                 SCMP_SYS(sched_yield),
                                                 SCMP_SYS(sched_getaffinity),
                                                 SCMP_SYS(rt_sigaction),
                                                 SCMP_SYS(rt_sigprocmask),
                                                 SCMP_SYS(rt_sigreturn),
                                                 SCMP_SYS(sigaltstack),
                                                 SCMP_SYS(restart_syscall),
                                                 SCMP_SYS(clock_gettime),
                                                 SCMP_SYS(clock_getres),
                                                 SCMP_SYS(clock_nanosleep),
                                                 SCMP_SYS(nanosleep),
                                                 SCMP_SYS(gettimeofday),
                                                 SCMP_SYS(time),
                                                 SCMP_SYS(times),
                                                 SCMP_SYS(getrusage),
                                                 SCMP_SYS(getrlimit),
                                                 SCMP_SYS(getrandom),
                                                 SCMP_SYS(uname),
                                                 SCMP_SYS(sysinfo),
                                                 SCMP_SYS(getpid),
                                                 SCMP_SYS(getppid),
                                                 SCMP_SYS(gettid),
                                                 SCMP_SYS(getuid),
                                                 SCMP_SYS(geteuid),
                                                 SCMP_SYS(getgid),
                                                 SCMP_SYS(getegid),
                                                 SCMP_SYS(exit),
                                                 SCMP_SYS(exit_group)};

constexpr std::initializer_list<int> kDeadly = {SCMP_SYS(socket),       SCMP_SYS(socketpair),
                                                SCMP_SYS(connect),      SCMP_SYS(bind),
                                                SCMP_SYS(listen),       SCMP_SYS(accept),
                                                SCMP_SYS(accept4),      SCMP_SYS(fork),
                                                SCMP_SYS(vfork),        SCMP_SYS(clone),
                                                SCMP_SYS(execve),       SCMP_SYS(execveat),
                                                SCMP_SYS(ptrace),       SCMP_SYS(process_vm_writev),
                                                SCMP_SYS(memfd_create), SCMP_SYS(bpf),
                                                SCMP_SYS(mount),        SCMP_SYS(setuid),
                                                SCMP_SYS(kill)};

bool add_rules(scmp_filter_ctx filter) {
  bool ok = true;
  for (const int call : kAllowed) ok = ok && seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) == 0;
  for (const int call : kDeadly) {
    ok = ok && seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS, call, 0) == 0;
  }
  // Reading only: both access bits clear, and nothing that creates or empties a file.
  constexpr unsigned kWriting =
      O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND | (O_TMPFILE & ~O_DIRECTORY);
  const auto reading_at = SCMP_A2(SCMP_CMP_MASKED_EQ, kWriting, O_RDONLY);
  const auto reading = SCMP_A1(SCMP_CMP_MASKED_EQ, kWriting, O_RDONLY);
  // Only questions, no changes: the limits stay what the parent sets.
  const auto no_new_limit = SCMP_A2(SCMP_CMP_EQ, 0);
  // A message to the connected socket, never to an address.
  const auto no_address = SCMP_A4(SCMP_CMP_EQ, 0);
  // abort() signals its own thread.
  const auto own_abort = SCMP_A2(SCMP_CMP_EQ, SIGABRT);
  ok = ok && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1, reading_at) == 0;
  ok = ok && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(open), 1, reading) == 0;
  ok = ok && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 1, no_new_limit) == 0;
  ok = ok && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(sendto), 1, no_address) == 0;
  ok = ok && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, own_abort) == 0;
  // Libraries fall back to older calls when these do not exist.
  ok = ok && seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0;
  ok = ok && seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(openat2), 0) == 0;
  ok = ok && seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOTTY), SCMP_SYS(ioctl), 0) == 0;
  return ok;
}

bool filter_system_calls() {
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
  if (filter == nullptr) return false;
  const bool ok = add_rules(filter) && seccomp_load(filter) == 0;
  seccomp_release(filter);
  return ok;
}

#endif

}  // namespace

bool enter_sandbox() {
  if (::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return false;
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return false;
  const rlimit none{0, 0};
  if (::setrlimit(RLIMIT_CORE, &none) != 0) return false;
#if PLANGRADE_SANITIZED
  return true;
#else
  // Not even the files that are open may grow.
  if (::setrlimit(RLIMIT_FSIZE, &none) != 0) return false;
  return filter_system_calls();
#endif
}

}  // namespace plangrade::extract
