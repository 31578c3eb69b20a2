/**
 * Command {@code ./run speak}: talks to Maya, the examiner, with the protocol's client; also the
 * load generator and the control of a running stack.
 */
@NullMarked
package com.ieltsaiprep.local.speak;

import org.jspecify.annotations.NullMarked;
