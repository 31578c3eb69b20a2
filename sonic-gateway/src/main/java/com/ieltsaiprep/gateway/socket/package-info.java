/**
 * WebSocket server of the gateway: upgrade, strict framing, keep-alive, draining, and the
 * connections of conversations.
 */
@NullMarked
package com.ieltsaiprep.gateway.socket;

import org.jspecify.annotations.NullMarked;
