/** WebSocket server: upgrade, strict framing, keep-alive, and messages of conversations. */
@NullMarked
package com.ieltsaiprep.gateway.socket;

import org.jspecify.annotations.NullMarked;
