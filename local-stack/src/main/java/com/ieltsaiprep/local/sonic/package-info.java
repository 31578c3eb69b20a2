/**
 * Amazon Nova Sonic stand-in for any AWS SDK client.
 *
 * <p>Its control port speaks HTTP/1.1 and JSON: {@code GET /counts}, {@code GET /streams}, {@code
 * GET /streams/{promptName}/marks}, {@code …/events}, {@code …/said} and {@code …/pcm}, {@code
 * DELETE /streams}, {@code PUT /script} ({@link com.ieltsaiprep.local.sonic.Script}), {@code POST
 * /faults} ({@link StreamFault}), {@code DELETE /faults}.
 */
@NullMarked
package com.ieltsaiprep.local.sonic;

import org.jspecify.annotations.NullMarked;
