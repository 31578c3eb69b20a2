package com.ieltsaiprep.infra.web;

import java.util.List;

/**
 * Identities of the mobile apps, which open the links of the domain once they are set.
 *
 * @param appleTeamId team of the app in the App Store, ten characters; empty: no universal links
 * @param androidFingerprints SHA-256 fingerprints of the certificates that sign the Android app,
 *     hexadecimal with colons; empty: no app links
 */
public record AppLinks(String appleTeamId, List<String> androidFingerprints) {
    /** Creates identities from an immutable copy of the fingerprints. */
    public AppLinks {
        androidFingerprints = List.copyOf(androidFingerprints);
    }
}
