package com.ieltsaiprep.api.session;

import java.util.List;
import java.util.Optional;

/** Where sign-ins are kept: each is decided on in the region that issued it. */
public interface SessionStore {
    /**
     * An access token that is good from now on.
     *
     * @param hash of the token
     */
    record NewAccess(String hash, AccessGrant access) {}

    /** Keeps a new sign-in, and its access token. */
    void create(Family family, NewAccess access);

    /** The sign-in as it was written last. */
    Optional<Family> family(FamilyId id);

    /**
     * Puts a sign-in in the place of the same with the version before.
     *
     * @param forgotten hashes of access tokens that are good no longer
     * @return whether it was done; otherwise somebody else changed it in the meantime
     */
    boolean replace(Family next, NewAccess access, List<String> forgotten);

    /**
     * Deletes a sign-in with all its access tokens, in the region that issued it.
     *
     * @return whether it was done; otherwise somebody else changed it in the meantime
     */
    boolean delete(Family family);

    /**
     * Deletes what the own region may still know of a sign-in that has ended.
     *
     * @param access hashes of its access tokens
     */
    void forgetHere(FamilyId id, List<String> access);

    /** What an access token stands for, as it is known in the own region. */
    Optional<AccessGrant> access(PresentedToken key);

    /** The same in the region that issued it. */
    Optional<AccessGrant> accessAtIssuer(PresentedToken key);

    /**
     * Deletes all of a person's sign-ins that are found in any region. A region that is away is
     * left out.
     *
     * @return hashes of their access tokens
     */
    List<String> deleteAll(String userId);
}
