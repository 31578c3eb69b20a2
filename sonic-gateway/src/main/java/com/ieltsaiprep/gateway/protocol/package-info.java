/**
 * Client protocol, version 1: control messages, audio frames, close codes. See docs/protocol.md.
 */
@NullMarked
package com.ieltsaiprep.gateway.protocol;

import org.jspecify.annotations.NullMarked;
