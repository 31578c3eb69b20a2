package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.capsule.CapsuleSeal;
import com.ieltsaiprep.gateway.conversation.port.ConversationObserver;
import com.ieltsaiprep.gateway.conversation.port.SonicPort;

/**
 * Dependencies that all conversations of an event loop share.
 *
 * @param sonic port to Nova Sonic
 * @param seal seals and opens capsules
 */
record ConversationDependencies(
        ConversationSettings settings,
        SonicPort sonic,
        CapsuleSeal seal,
        ConversationObserver observer) {}
