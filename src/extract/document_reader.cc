// A Document for every file, whatever becomes of its worker.
#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "archive.h"
#include "base/file.h"
#include "document_codec.h"
#include "plangrade/extract.h"
#include "worker_process.h"

namespace plangrade {
namespace {

using extract::WorkerAnswer;
using extract::WorkerEnd;

constexpr std::size_t kMegabyte = std::size_t{1} << 20;
/// A longer member of an archive is too large; it is held in memory.
constexpr std::size_t kMaxMemberBytes = 128 * kMegabyte;
/// A page at 300 dpi and the language model of the OCR, on top of the limit for text.
constexpr int kOcrMemoryMb = 500;
/// Spans and labels, which an answer holds besides its text.
constexpr std::size_t kAnswerFactor = 4;

/// A file descriptor that closes itself.
class OwnedFd {
 public:
  explicit OwnedFd(int fd) : fd_(fd) {}
  ~OwnedFd() {
    if (fd_ >= 0) ::close(fd_);
  }
  OwnedFd(OwnedFd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  OwnedFd& operator=(OwnedFd&&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

/// Why a file could not be opened; `status` only matters with a message.
struct OpenFile {
  OwnedFd fd{-1};
  std::string problem;
  DocumentStatus status = DocumentStatus::damaged;
};

OpenFile open_plain(const std::string& path) {
  // O_NONBLOCK: opening a named pipe must not wait for its writer.
  OpenFile file{OwnedFd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)), "", {}};
  struct stat status {};
  if (file.fd.get() < 0 || ::fstat(file.fd.get(), &status) != 0) {
    file.problem = std::string("cannot be read: ") + std::strerror(errno);
    file.status = DocumentStatus::damaged;
  } else if (!S_ISREG(status.st_mode)) {
    file.problem = "is not a regular file";
    file.status = DocumentStatus::unsupported;
  }
  return file;
}

OpenFile open_member(const FoundFile& found) {
  auto bytes = extract::archive_member(found.file, found.member, kMaxMemberBytes);
  if (!bytes) {
    const auto& problem = bytes.error().front();
    auto status = DocumentStatus::damaged;
    if (problem.code == "ARC004") status = DocumentStatus::too_large;
    if (problem.code == "ARC005") status = DocumentStatus::locked;
    return {OwnedFd(-1), problem.message, status};
  }
  OpenFile file{OwnedFd(::memfd_create("plangrade-member", MFD_CLOEXEC)), "", {}};
  std::string_view left = *bytes;
  while (!left.empty() && file.problem.empty()) {
    const auto n = ::write(file.fd.get(), left.data(), left.size());
    if (n > 0) left.remove_prefix(static_cast<std::size_t>(n));
    if (n < 0 && errno != EINTR) {
      file.problem = std::string("cannot be unpacked: ") + std::strerror(errno);
      file.status = DocumentStatus::damaged;
    }
  }
  return file;
}

OpenFile open_file(const FoundFile& found) {
  return found.member.empty() ? open_plain(found.file) : open_member(found);
}

/// SHA-256 of an open file, read in pieces from its beginning; empty if that fails or is stopped.
std::string sha256_of(int fd, const std::atomic<bool>* stop) {
  const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context(EVP_MD_CTX_new(),
                                                                   &EVP_MD_CTX_free);
  if (context == nullptr || EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) != 1) return "";
  std::array<char, 1 << 16> buffer;
  off_t offset = 0;
  for (;;) {
    if (stop != nullptr && stop->load()) return "";
    const auto n = ::pread(fd, buffer.data(), buffer.size(), offset);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return "";
    if (n == 0) break;
    EVP_DigestUpdate(context.get(), buffer.data(), static_cast<std::size_t>(n));
    offset += n;
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  if (EVP_DigestFinal_ex(context.get(), digest.data(), &size) != 1) return "";
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string text;
  for (unsigned i = 0; i < size; ++i) {
    text += kHex[digest[i] >> 4];
    text += kHex[digest[i] & 15];
  }
  return text;
}

std::string_view last_part(std::string_view path) {
  return path.substr(path.find_last_of('/') + 1);
}

/// What the end of a worker says about the file that it held.
Document failed(const WorkerAnswer& answer, const ExtractOptions& options) {
  Document document;
  const auto set = [&](DocumentStatus status, std::string message) {
    document.status = status;
    document.message = std::move(message);
  };
  switch (answer.end) {
    case WorkerEnd::timed_out:
      set(DocumentStatus::timeout,
          "not read within " + std::to_string(options.timeout_s) + " s; --timeout allows more");
      break;
    case WorkerEnd::out_of_memory:
      set(DocumentStatus::too_large, "needs more than " + std::to_string(options.max_memory_mb) +
                                         " MB to read; --max-memory allows more");
      break;
    case WorkerEnd::answer_too_long:
      set(DocumentStatus::too_large,
          "holds more than " + std::to_string(options.max_output_mb) + " MB of text");
      break;
    case WorkerEnd::not_started:
      set(DocumentStatus::damaged, "the worker process could not be started: " + answer.detail);
      break;
    case WorkerEnd::stopped:
      set(DocumentStatus::damaged, "interrupted before it was read");
      break;
    case WorkerEnd::died:
      set(DocumentStatus::damaged, "the reader died on it (" + answer.detail + ")");
      break;
    case WorkerEnd::answered:
      set(DocumentStatus::damaged, "the worker's answer makes no sense");
      break;
  }
  return document;
}

}  // namespace

struct DocumentReader::Impl {
  explicit Impl(ExtractOptions given) : options(std::move(given)), worker(options.worker_program) {}

  ExtractOptions options;
  extract::WorkerProcess worker;

  Document ask(const FoundFile& file, int fd) {
    if (worker.answered() >= options.recycle_after) worker.stop();
    extract::WorkerRequest request;
    request.file_name = last_part(file.member.empty() ? file.file : file.member);
    request.ocr = options.ocr;
    request.max_output_mb = static_cast<std::uint32_t>(options.max_output_mb);
    extract::WorkerLimits limits;
    limits.wall_s = options.timeout_s;
    limits.cpu_s = options.timeout_s;
    limits.stop = options.stop;
    limits.memory_mb = options.max_memory_mb;
    limits.answer_bytes =
        static_cast<std::size_t>(options.max_output_mb) * kMegabyte * kAnswerFactor;
    if (options.ocr != OcrMode::off) limits.memory_mb += kOcrMemoryMb;
    struct stat status {};
    if (::fstat(fd, &status) == 0) limits.memory_mb += static_cast<int>(status.st_size >> 20) + 1;

    const auto answer = worker.ask(request, fd, limits);
    if (answer.end == WorkerEnd::answered) {
      if (auto document = extract::decode(answer.bytes)) return *std::move(document);
      worker.stop();
    }
    return failed(answer, options);
  }
};

DocumentReader::DocumentReader(ExtractOptions options)
    : impl_(std::make_unique<Impl>(std::move(options))) {}

DocumentReader::~DocumentReader() = default;

Document DocumentReader::read(const FoundFile& file) {
  auto open = open_file(file);
  Document document;
  if (open.problem.empty()) {
    const auto sha256 = sha256_of(open.fd.get(), impl_->options.stop);
    document = impl_->ask(file, open.fd.get());
    document.sha256 = sha256;
  } else {
    document.status = open.status;
    document.message = open.problem;
  }
  document.path = file.path;
  return document;
}

std::string file_sha256(const FoundFile& file, const std::atomic<bool>* stop) {
  if (stop != nullptr && stop->load()) return "";
  const auto open = open_file(file);
  return open.problem.empty() ? sha256_of(open.fd.get(), stop) : "";
}

}  // namespace plangrade
