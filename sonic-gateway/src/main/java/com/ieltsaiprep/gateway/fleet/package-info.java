/** Who may talk, and which node has a conversation: tickets, admission, registry. */
@NullMarked
package com.ieltsaiprep.gateway.fleet;

import org.jspecify.annotations.NullMarked;
