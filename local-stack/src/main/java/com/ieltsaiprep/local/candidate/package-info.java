/**
 * Command-line candidate: talks to Maya, the examiner, over the client protocol as a person with
 * microphone and loudspeaker would, and measures what that person hears. {@link
 * com.ieltsaiprep.local.candidate.Candidate} and what it uses have no I/O and are given the time;
 * sockets and terminal are around them.
 */
@NullMarked
package com.ieltsaiprep.local.candidate;

import org.jspecify.annotations.NullMarked;
