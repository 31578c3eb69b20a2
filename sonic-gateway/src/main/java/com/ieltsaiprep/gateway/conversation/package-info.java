/** Conversation core: a state machine without I/O, threads or clocks of its own. */
@NullMarked
package com.ieltsaiprep.gateway.conversation;

import org.jspecify.annotations.NullMarked;
