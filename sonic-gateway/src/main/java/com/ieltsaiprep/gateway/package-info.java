/** Streaming gateway between clients' WebSockets and Nova Sonic. */
@NullMarked
package com.ieltsaiprep.gateway;

import org.jspecify.annotations.NullMarked;
