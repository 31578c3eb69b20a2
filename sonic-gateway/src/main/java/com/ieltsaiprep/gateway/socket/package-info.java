/** The WebSocket: upgrade, strict framing, messages to the conversation and back. */
@NullMarked
package com.ieltsaiprep.gateway.socket;

import org.jspecify.annotations.NullMarked;
