// Stage 1: files to documents. Every file that is seen becomes a Document, readable or not.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "plangrade/model/document.h"
#include "plangrade/model/problem.h"

namespace plangrade {

enum class OcrMode { automatic, off, force };

struct ExtractOptions {
  OcrMode ocr = OcrMode::automatic;
  int timeout_s = 120;         ///< wall clock for one file, and anew for each recognised page
  int max_memory_mb = 300;     ///< address space of a worker beyond its start
  int max_output_mb = 64;      ///< text of one file
  int recycle_after = 64;      ///< files per worker process
  std::string worker_program;  ///< executable that runs worker_main; empty: /proc/self/exe
  std::function<void()> on_recognised_page;  ///< set by the worker: it called after each OCR page
  const std::atomic<bool>* stop =
      nullptr;  ///< once true, read() kills its worker and returns at once
};

/// A file to read: its name for tables and messages, and how to reach it.
struct FoundFile {
  std::string path;    ///< as written to tables; `archive.zip!inner.pdf` in an archive
  std::string file;    ///< path on disk (of the archive for a member)
  std::string member;  ///< name within the archive; empty for a plain file
};

/// All files below `inputs` (files or directories, recursive, symbolic links to directories not
/// followed), members of ZIP archives included, sorted by path. Files of no known format are
/// listed too. Problems: an input that does not exist or cannot be listed.
Result<std::vector<FoundFile>> find_files(const std::vector<std::string>& inputs);

/// Reads files in one sandboxed worker process, started on first use and replaced when it dies.
/// Not safe across threads: each thread has its own. No worker outlives the reader.
class DocumentReader {
 public:
  explicit DocumentReader(ExtractOptions options);
  ~DocumentReader();
  DocumentReader(const DocumentReader&) = delete;
  DocumentReader& operator=(const DocumentReader&) = delete;

  /// The document, with a status and message where it could not be read. `sha256` and `format`
  /// are set whenever the file could be opened. Never fails otherwise.
  Document read(const FoundFile& file);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// SHA-256 of a file's bytes as 64 hex digits; empty if it cannot be read, or once `stop` is true.
std::string file_sha256(const FoundFile& file, const std::atomic<bool>* stop = nullptr);

/// Changes whenever the text that extraction gives for a file may change; part of cache keys.
std::string extractor_version();

/// The body of a worker process: serves requests on the socket `fd` until it is closed.
/// Called by `plangrade worker`; returns the exit code.
int worker_main(int fd);

}  // namespace plangrade
