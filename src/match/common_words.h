// How common words are, to ask for the rarest first.
#pragma once

#include "match/spellings.h"

namespace plangrade::match {

/// How often a word is to be expected, per thousand words of English, roughly.
double commonness(const TriggerWord& word);

}  // namespace plangrade::match
