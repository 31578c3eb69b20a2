/**
 * Events that the gateway exchanges with Nova Sonic, as sealed records with a JSON reader and
 * writer.
 */
@NullMarked
package com.ieltsaiprep.gateway.sonic.event;

import org.jspecify.annotations.NullMarked;
