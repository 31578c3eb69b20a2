/**
 * Ports of the conversation core: the interfaces between it and its adapters, with their values.
 */
@NullMarked
package com.ieltsaiprep.gateway.conversation.port;

import org.jspecify.annotations.NullMarked;
