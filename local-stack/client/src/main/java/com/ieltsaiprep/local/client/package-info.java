/**
 * Client of the WebSocket protocol. {@link com.ieltsaiprep.local.client.ProtocolClient} is its
 * core, which the simulation drives too; {@link com.ieltsaiprep.local.client.Candidate} holds a
 * conversation with it and measures what a person would hear. Both have no I/O and are given the
 * time; sockets and terminal are around them.
 */
@NullMarked
package com.ieltsaiprep.local.client;

import org.jspecify.annotations.NullMarked;
