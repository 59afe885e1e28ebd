// Descriptors travel by SCM_RIGHTS in the first message of a request.
#include "worker_protocol.h"

#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "packed.h"

namespace plangrade::extract {
namespace {

/// Requests are short: a file name is at most a few hundred bytes.
constexpr std::size_t kMaxRequest = 8192;

bool send_all(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto n = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

}  // namespace

bool send_request(int socket, const WorkerRequest& request, int file) {
  PackedWriter out;
  out.text(request.task);
  out.text(request.file_name.substr(0, 1024));
  out.number(static_cast<std::uint32_t>(request.ocr));
  out.number(request.max_output_mb);
  std::string bytes = out.take();

  iovec part{bytes.data(), bytes.size()};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  cmsghdr* header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof(int));
  std::memcpy(CMSG_DATA(header), &file, sizeof(int));
  // The pair is of type SOCK_STREAM, but a request this short is taken by the kernel as a whole.
  return ::sendmsg(socket, &message, MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size());
}

bool receive_request(int socket, WorkerRequest& request, int& file) {
  std::array<char, kMaxRequest> bytes;
  iovec part{bytes.data(), bytes.size()};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  ssize_t size = 0;
  do {
    size = ::recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
  } while (size < 0 && errno == EINTR);
  if (size <= 0) return false;

  file = -1;
  const cmsghdr* header = CMSG_FIRSTHDR(&message);
  if (header != nullptr && header->cmsg_type == SCM_RIGHTS) {
    std::memcpy(&file, CMSG_DATA(header), sizeof(int));
  }
  PackedReader in({bytes.data(), static_cast<std::size_t>(size)});
  request.task = in.text();
  request.file_name = in.text();
  request.ocr = static_cast<OcrMode>(in.number());
  request.max_output_mb = in.number();
  return in.ok() && in.at_end();
}

bool send_frame(int socket, FrameKind kind, std::string_view bytes) {
  PackedWriter out;
  out.number(static_cast<std::uint32_t>(bytes.size()));
  return send_all(socket, out.take() + static_cast<char>(kind)) && send_all(socket, bytes);
}

}  // namespace plangrade::extract
