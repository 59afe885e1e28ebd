// Packs plain values into bytes and reads them back with bounds checked: what parent and worker
// send each other. Numbers are little-endian; texts are preceded by their length.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace plangrade::extract {

class PackedWriter {
 public:
  void number(std::uint32_t value) {
    for (int shift = 0; shift < 32; shift += 8) bytes_ += static_cast<char>(value >> shift);
  }
  void text(std::string_view value) {
    number(static_cast<std::uint32_t>(value.size()));
    bytes_ += value;
  }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

/// Reads in the order of writing. After reading beyond the end every value is empty and ok() is
/// false; what was packed by a broken worker never does more harm than that.
class PackedReader {
 public:
  explicit PackedReader(std::string_view bytes) : left_(bytes) {}

  std::uint32_t number() {
    const auto bytes = take(4);
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
    }
    return value;
  }
  std::string text() { return std::string(take(number())); }
  /// How many values follow, each of at least `min_bytes`; 0 if the bytes cannot hold so many.
  std::uint32_t count(std::size_t min_bytes) {
    const auto value = number();
    if (value <= left_.size() / min_bytes) return value;
    fail();
    return 0;
  }
  bool ok() const { return ok_; }
  bool at_end() const { return left_.empty(); }

 private:
  std::string_view take(std::size_t size) {
    if (size > left_.size()) {
      fail();
      return {};
    }
    const auto taken = left_.substr(0, size);
    left_.remove_prefix(size);
    return taken;
  }
  void fail() {
    ok_ = false;
    left_ = {};
  }

  std::string_view left_;
  bool ok_ = true;
};

}  // namespace plangrade::extract
