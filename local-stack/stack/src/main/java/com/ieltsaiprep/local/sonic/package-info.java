/**
 * Amazon Nova Sonic stand-in: local server that replaces the speech model for any AWS SDK client.
 *
 * <p>Tests use its control port, HTTP/1.1 and JSON: {@code GET /counts} returns the numbers of open
 * streams and connections, {@code GET /streams} a summary of each stream, and {@code GET
 * /streams/{promptName}/marks}, {@code …/events}, {@code …/said} and {@code …/pcm} the timeline,
 * events, transcript and audio of one; {@code DELETE /streams} deletes what was recorded of closed
 * streams. {@code PUT /script} sets the {@link com.ieltsaiprep.local.sonic.Script}, {@code POST
 * /faults} injects a {@link StreamFault}, and {@code DELETE /faults} removes the queued faults.
 */
@NullMarked
package com.ieltsaiprep.local.sonic;

import org.jspecify.annotations.NullMarked;
