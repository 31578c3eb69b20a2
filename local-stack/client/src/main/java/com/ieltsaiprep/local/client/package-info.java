/**
 * Client of the WebSocket protocol: the candidate of a conversation, its transport, and the
 * measurement of what a person would hear. {@link com.ieltsaiprep.local.client.Candidate} and what
 * it uses have no I/O and are given the time; sockets and terminal are around them.
 */
@NullMarked
package com.ieltsaiprep.local.client;

import org.jspecify.annotations.NullMarked;
