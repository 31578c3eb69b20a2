/** Events of Nova Sonic as sealed records, with their reader and writer. */
@NullMarked
package com.ieltsaiprep.gateway.sonic.event;

import org.jspecify.annotations.NullMarked;
