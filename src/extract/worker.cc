// The worker process: waits for a file, extracts it, answers, until its parent closes the socket.
// It keeps nothing between files. The tasks besides "extract" are self-tests: each tries one thing
// that a worker must not be able to do, so that the tests can show that it is stopped.
#include <arpa/inet.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <new>
#include <string>

#include "document_codec.h"
#include "extractor.h"
#include "sandbox.h"
#include "worker_protocol.h"

namespace plangrade::extract {
namespace {

[[noreturn]] void exit_without_memory() { ::_exit(kExitNoMemory); }

/// The bytes of an open file for as long as the object lives.
class MappedFile {
 public:
  explicit MappedFile(int fd) {
    struct stat status {};
    if (fd < 0 || ::fstat(fd, &status) != 0 || status.st_size <= 0) return;
    size_ = static_cast<std::size_t>(status.st_size);
    void* bytes = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, fd, 0);
    if (bytes != MAP_FAILED) bytes_ = static_cast<const char*>(bytes);
  }
  ~MappedFile() {
    if (bytes_ != nullptr) ::munmap(const_cast<char*>(bytes_), size_);
  }
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  std::string_view bytes() const {
    return bytes_ == nullptr ? std::string_view() : std::string_view(bytes_, size_);
  }

 private:
  const char* bytes_ = nullptr;
  std::size_t size_ = 0;
};

Document extract(std::string_view bytes, const WorkerRequest& request, int socket) {
  ExtractOptions options;
  options.ocr = request.ocr;
  options.max_output_mb = static_cast<int>(request.max_output_mb);
  options.on_recognised_page = [socket] { send_frame(socket, FrameKind::progress, ""); };

  const Format* format = format_of(bytes, request.file_name);
  Document document;
  try {
    if (format != nullptr) document = format->extract(bytes, options);
  } catch (const std::bad_alloc&) {
    exit_without_memory();
  } catch (const std::exception& problem) {
    document = {};
    document.status = DocumentStatus::damaged;
    document.message = std::string("the reader failed: ") + problem.what();
  }
  if (format == nullptr) {
    document.status = DocumentStatus::unsupported;
    document.message = "the format is not known; save the file as PDF or DOCX";
  } else if (document.format.empty()) {
    document.format = format->name;
  }
  return document;
}

/// Runs a self-test; only those return that were not stopped by a signal.
std::string self_test(const std::string& task) {
  if (task == "test-write") {
    const int fd = ::open("/tmp/plangrade-worker-wrote-this", O_CREAT | O_WRONLY, 0600);
    return fd < 0 ? "refused" : "wrote";
  }
  if (task == "test-delete")
    return ::unlink("/tmp/plangrade-worker-keep-this") != 0 ? "refused" : "deleted";
  if (task == "test-connect") {
    const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
    return fd < 0 ? "refused" : "connected";
  }
  if (task == "test-fork") return ::fork() < 0 ? "refused" : "forked";
  if (task == "test-exec") return ::execl("/bin/true", "true", nullptr) != 0 ? "refused" : "";
  if (task == "test-memory") {
    std::string all;
    for (;;) all.append(std::size_t{16} << 20, 'x');
  }
  if (task == "test-cpu") {
    volatile bool forever = true;
    while (forever) {
    }
  }
  if (task == "test-hang") {
    for (;;) ::pause(), ::usleep(100'000);
  }
  if (task == "test-long-answer") return std::string(std::size_t{8} << 20, 'x');
  if (task == "test-crash") ::abort();
  return "unknown task";
}

}  // namespace
}  // namespace plangrade::extract

namespace plangrade {

int worker_main(int fd) {
  using namespace extract;  // NOLINT: this is the folder's own namespace
  std::set_new_handler(exit_without_memory);
  if (!enter_sandbox()) return 1;
  if (!send_frame(fd, FrameKind::progress, "")) return 0;
  WorkerRequest request;
  int file = -1;
  while (receive_request(fd, request, file)) {
    std::string answer;
    if (request.task == "extract") {
      const MappedFile mapped(file);
      answer = encode(extract::extract(mapped.bytes(), request, fd));
    } else {
      answer = self_test(request.task);
    }
    if (file >= 0) ::close(file);
    if (!send_frame(fd, FrameKind::answer, answer)) break;
  }
  return 0;
}

}  // namespace plangrade
