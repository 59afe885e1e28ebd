// What a DocumentReader and its worker say to each other over a socket pair. A request carries an
// open file; the answer is a Document as bytes. While it recognises a scan page by page the worker
// says so, so that a long scan is not taken for a hang.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "plangrade/extract.h"

namespace plangrade::extract {

/// The descriptor on which a worker finds its socket.
inline constexpr int kWorkerSocket = 3;
/// Exit code of a worker that could not get memory.
inline constexpr int kExitNoMemory = 12;

struct WorkerRequest {
  std::string task = "extract";  ///< or the name of a self-test, see worker.cc
  std::string file_name;         ///< last part of the path; text formats are told by its extension
  OcrMode ocr = OcrMode::automatic;
  std::uint32_t max_output_mb = 64;
};

enum class FrameKind : char { answer = 'a', progress = 'p' };

/// Sends a request with the descriptor `file`. False if the worker is gone.
bool send_request(int socket, const WorkerRequest& request, int file);

/// Waits for a request. False at the end of the conversation. `file` becomes the caller's.
bool receive_request(int socket, WorkerRequest& request, int& file);

/// False if the parent is gone.
bool send_frame(int socket, FrameKind kind, std::string_view bytes);

}  // namespace plangrade::extract
