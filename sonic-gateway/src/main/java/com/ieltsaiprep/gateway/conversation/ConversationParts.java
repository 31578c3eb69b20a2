package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.handover.CapsuleSeal;

/**
 * What all conversations of an event loop are made of.
 *
 * @param settings what they are set to
 * @param sonic the way to Nova Sonic
 * @param seal seals their capsules
 */
record ConversationParts(
        ConversationSettings settings,
        SonicPort sonic,
        CapsuleSeal seal,
        ConversationObserver observer) {}
