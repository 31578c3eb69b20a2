/**
 * Evaluation of the marking: marks a set of responses that human markers have marked, with the real
 * models or with recorded replies, and reports the agreement. No text of a response is printed.
 */
@NullMarked
package com.ieltsaiprep.local.evaluation;

import org.jspecify.annotations.NullMarked;
