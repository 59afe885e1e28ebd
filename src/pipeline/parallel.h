// Work in parallel, results in order: a bounded window of items in flight.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace plangrade {

/// Takes items from `source` (called by one thread at a time) until it gives none, turns each into
/// a result with `work` on one of `jobs` threads, and gives the results to `sink` in the order of
/// the items. `sink` returning false stops everything; what is in flight is dropped. At most
/// 4 x jobs + 4 items are held at once, so that others go on while one is long. `work` gets the
/// number of its thread, 0..jobs-1.
template <typename Item, typename Output>
bool in_order(std::size_t jobs, const std::function<std::optional<Item>()>& source,
              const std::function<Output(Item&&, std::size_t thread)>& work,
              const std::function<bool(Output&&)>& sink) {
  if (jobs <= 1) {
    while (auto item = source()) {
      if (!sink(work(std::move(*item), 0))) return false;
    }
    return true;
  }
  std::mutex mutex;
  std::condition_variable changed;
  std::map<std::size_t, Output> finished;  // waiting for their turn
  std::size_t taken = 0, given = 0;
  bool exhausted = false, stopped = false;
  const std::size_t window = 4 * jobs + 4;

  const auto worker = [&](std::size_t thread) {
    for (;;) {
      std::unique_lock lock(mutex);
      changed.wait(lock, [&] { return stopped || exhausted || taken < given + window; });
      if (stopped || exhausted) return;
      auto item = source();
      if (!item) {
        exhausted = true;
        changed.notify_all();
        return;
      }
      const std::size_t number = taken++;
      lock.unlock();
      Output output = work(std::move(*item), thread);
      lock.lock();
      finished.emplace(number, std::move(output));
      changed.notify_all();
    }
  };
  std::vector<std::jthread> threads;
  for (std::size_t i = 0; i < jobs; ++i) threads.emplace_back(worker, i);

  std::unique_lock lock(mutex);
  for (;;) {
    changed.wait(lock, [&] { return finished.contains(given) || (exhausted && given == taken); });
    const auto next = finished.find(given);
    if (next == finished.end()) return true;
    Output output = std::move(next->second);
    finished.erase(next);
    lock.unlock();
    const bool go_on = sink(std::move(output));
    lock.lock();
    ++given;
    if (!go_on) stopped = true;
    changed.notify_all();
    if (stopped) return false;
  }
}

}  // namespace plangrade
