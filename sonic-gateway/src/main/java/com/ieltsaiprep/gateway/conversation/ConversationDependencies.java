package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.capsule.CapsuleSeal;

/**
 * What all conversations of an event loop are made of.
 *
 * @param settings what they are set to
 * @param sonic the way to Nova Sonic
 * @param seal seals their capsules
 */
record ConversationDependencies(
        ConversationSettings settings,
        SonicPort sonic,
        CapsuleSeal seal,
        ConversationObserver observer) {}
