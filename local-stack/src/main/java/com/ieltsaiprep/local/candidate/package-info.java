/**
 * The command-line candidate: speaks to Maya over the client protocol as a person with a microphone
 * and a loudspeaker would, and measures what that person hears. {@link
 * com.ieltsaiprep.local.candidate.Candidate} and what it uses have no I/O and live in the time they
 * are told; the sockets and the terminal are around them.
 */
@NullMarked
package com.ieltsaiprep.local.candidate;

import org.jspecify.annotations.NullMarked;
