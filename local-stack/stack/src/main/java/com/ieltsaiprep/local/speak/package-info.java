/**
 * Command {@code ./run speak}: talks to Maya, the examiner, with the protocol's client, which other
 * commands use too.
 */
@NullMarked
package com.ieltsaiprep.local.speak;

import org.jspecify.annotations.NullMarked;
