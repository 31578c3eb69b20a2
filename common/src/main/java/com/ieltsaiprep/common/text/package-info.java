/**
 * Analysis of English texts without a model: words, sentences, lexical diversity, copied and
 * repeated text, language, and sentences that give orders to a marker.
 */
@NullMarked
package com.ieltsaiprep.common.text;

import org.jspecify.annotations.NullMarked;
