/**
 * Command-line candidate: talks to Maya, the examiner, over the client protocol, and measures what
 * a person would hear. {@link com.ieltsaiprep.local.candidate.Candidate} and what it uses have no
 * I/O and are given the time; sockets and terminal are around them.
 */
@NullMarked
package com.ieltsaiprep.local.candidate;

import org.jspecify.annotations.NullMarked;
