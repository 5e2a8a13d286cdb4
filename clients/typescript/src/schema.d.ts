// Made by `npm run clients` from the OpenAPI document; do not edit.

export interface paths {
    "/problems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All problems that an answer can name */
        get: operations["Problems_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/problems/{slug}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a problem means and what to do about it */
        get: operations["Problems_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Does the process run? */
        get: operations["Health_live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Can the process do its work?
         * @description Tells of every part. Only a database that does not answer, or a process that is shutting down, makes it 503; the rest is `degraded`.
         */
        get: operations["Health_ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Numbers for Prometheus
         * @description Wants `METRICS_TOKEN` as bearer token. Where none is set it is open, except in production, where it is off.
         */
        get: operations["Metrics_read"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/accounts/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register
         * @description Mails a link that activates the account and is good for 24 hours. Registering again before that starts over: new password, new link, the old link dies.
         */
        post: operations["Registration_register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/accounts/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Activate an account
         * @description Where the link in the mail leads. Browsers are shown a page, programs get JSON.
         */
        get: operations["Registration_follow"];
        put?: never;
        /**
         * Activate an account
         * @description With what the link in the mail carries. The same link once more is told so, and does no harm.
         */
        post: operations["Registration_activate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/accounts/resend-activation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a new activation link
         * @description The answer is the same for every e-mail. A new link takes the place of the old one.
         */
        post: operations["Registration_resend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/accounts/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in
         * @description Ten wrong passwords for one account from one address within fifteen minutes, and it has to wait (429). Whether the account is not activated is said only after the right password.
         */
        post: operations["Sessions_login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/accounts/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get new tokens
         * @description A refresh token works once, for 30 days. One that is used twice ends its whole session.
         */
        post: operations["Sessions_refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/accounts/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign out
         * @description Ends the session of the refresh token. Its access tokens are good for nothing from this moment on.
         */
        post: operations["Sessions_logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/accounts/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where you are signed in
         * @description The 100 sessions that were used last.
         */
        get: operations["Sessions_list"];
        put?: never;
        post?: never;
        /** End all sessions of yours but this one */
        delete: operations["Sessions_endOthers"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/accounts/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End a session of yours */
        delete: operations["Sessions_end"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/accounts/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your account */
        get: operations["Account_me"];
        put?: never;
        post?: never;
        /**
         * Delete your account
         * @description Wants the password again. Everything that tells who you are is removed; orders and payments stay in the books without a name. The e-mail is free again.
         */
        delete: operations["Account_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/accounts/change-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Choose another password
         * @description Ends all your other sessions, and tells you by mail.
         */
        post: operations["Account_changePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/accounts/reset-password/request": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a link to choose a new password
         * @description The answer is the same for every e-mail. The link is good for an hour; a new one replaces it.
         */
        post: operations["PasswordReset_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/accounts/reset-password/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Choose a new password
         * @description With the token of the mail, which works once. Ends all sessions.
         */
        post: operations["PasswordReset_complete"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/profiles/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Your profile
         * @description What you never filled in is null. Others see `display_name` and the avatar only.
         */
        get: operations["Profiles_own"];
        /**
         * Write your profile anew
         * @description What is left out is taken away, except for the avatar, which has an address of its own.
         */
        put: operations["Profiles_replaceOwn"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change your profile
         * @description What is left out stays as it is; null takes it away.
         */
        patch: operations["Profiles_updateOwn"];
        trace?: never;
    };
    "/profiles/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The profile of an account
         * @description Your own, or any if you are an administrator. For everybody else each id is forbidden alike.
         */
        get: operations["Profiles_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the profile of an account
         * @description Your own, or any if you are an administrator; administrators' changes of other profiles are recorded. What is left out stays as it is; null takes it away.
         */
        patch: operations["Profiles_update"];
        trace?: never;
    };
    "/profiles/me/avatar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Upload your avatar
         * @description What counts is the content, not the name. The image is cut from the middle to a square and kept as WebP, 256 pixels wide (a smaller one is not enlarged), without metadata; of an animation the first frame. The former avatar is removed. At most 20 uploads in ten minutes.
         */
        put: operations["Avatars_replace"];
        post?: never;
        /**
         * Take your avatar away
         * @description Nothing happens where there is none.
         */
        delete: operations["Avatars_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/media/avatars/{folder}/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Load an image (avatar)
         * @description What an address leads to never changes: keep it for as long as you like.
         */
        get: operations["AvatarFiles_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/catalogue/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All imports
         * @description The newest first, unless `sort` says otherwise (`created_at`, `id`).
         */
        get: operations["Imports_list"];
        put?: never;
        /**
         * Import films from a file
         * @description The import is queued; `GET /catalogue/imports/{id}` tells how far it is. A film that is there already (name, year and time) gets the facts and relations that the file states, never its price. A bad row is reported with its line and does not stop the rest. The same file again changes nothing.
         */
        post: operations["Imports_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/catalogue/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An import, and how far it is */
        get: operations["Imports_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/movies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find films
         * @description Filters, search, sorting and facets combine freely. Newest additions first, unless `sort` or `q` says otherwise.
         */
        get: operations["Movies_list"];
        put?: never;
        /**
         * Add a film
         * @description Genres, stars, directors and the certification are given by name; new names are added.
         */
        post: operations["Movies_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/movies/{uuid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A film
         * @description Carries an `ETag`; send it as `If-None-Match` to be told 304 while nothing changed, and as `If-Match` when you edit.
         */
        get: operations["Movies_detail"];
        put?: never;
        post?: never;
        /**
         * Delete a film
         * @description It leaves the lists and answers 404 from then on; its name, year and running time are free again. A film that people own, or are about to pay for, stays: withdraw it from sale instead. One that lies in carts is deleted with `force=true` only; the moderators and the owners of the carts are told.
         */
        delete: operations["Movies_delete"];
        options?: never;
        head?: never;
        /**
         * Change a film
         * @description What is left out stays as it is; lists replace the former ones. With `If-Match` the change is made only if nobody else edited the film in between. Another running time moves the ends of the film’s coming screenings; where one would run into the next, nothing is changed: 409 `screening-overlap`.
         */
        patch: operations["Movies_update"];
        trace?: never;
    };
    "/movies/{uuid}/similar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Films like this one
         * @description By directors, stars and genres in common, at most 60.
         */
        get: operations["Movies_similar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/movies/{uuid}/poster": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Upload a film's poster
         * @description What counts is the content, not the name. The image is cut from the middle to two by three and kept as WebP, 185, 342 and 780 pixels wide (a smaller one is not enlarged), without metadata; of an animation the first frame. With `If-Match` the change is made only if nobody else edited the film in between.
         */
        put: operations["Posters_replace"];
        post?: never;
        /**
         * Take a film's poster away
         * @description Nothing happens where there is none.
         */
        delete: operations["Posters_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/media/posters/{folder}/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Load an image (poster)
         * @description What an address leads to never changes: keep it for as long as you like.
         */
        get: operations["PosterFiles_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/genres": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All genres
         * @description Each with the number of its films. Sorted by `name` unless `sort` says otherwise (`name`, `movie_count`, `id`).
         */
        get: operations["Genres_list"];
        put?: never;
        /** Add a genre */
        post: operations["Genres_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/genres/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A genre */
        get: operations["Genres_get"];
        put?: never;
        post?: never;
        /**
         * Delete a genre
         * @description 409 while films carry it; `?force=true` takes it off them.
         */
        delete: operations["Genres_delete"];
        options?: never;
        head?: never;
        /** Rename a genre */
        patch: operations["Genres_rename"];
        trace?: never;
    };
    "/genres/{id}/movies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The films of a genre
         * @description Takes every parameter of `GET /movies`.
         */
        get: operations["Genres_listMovies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stars": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All stars
         * @description Each with the number of its films. Sorted by `name` unless `sort` says otherwise (`name`, `movie_count`, `id`).
         */
        get: operations["Stars_list"];
        put?: never;
        /** Add a star */
        post: operations["Stars_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/stars/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A star */
        get: operations["Stars_get"];
        put?: never;
        post?: never;
        /**
         * Delete a star
         * @description 409 while films carry it; `?force=true` takes it off them.
         */
        delete: operations["Stars_delete"];
        options?: never;
        head?: never;
        /** Rename a star */
        patch: operations["Stars_rename"];
        trace?: never;
    };
    "/stars/{id}/movies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The films of a star
         * @description Takes every parameter of `GET /movies`.
         */
        get: operations["Stars_listMovies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All directors
         * @description Each with the number of its films. Sorted by `name` unless `sort` says otherwise (`name`, `movie_count`, `id`).
         */
        get: operations["Directors_list"];
        put?: never;
        /** Add a director */
        post: operations["Directors_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/directors/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A director */
        get: operations["Directors_get"];
        put?: never;
        post?: never;
        /**
         * Delete a director
         * @description 409 while films carry it; `?force=true` takes it off them.
         */
        delete: operations["Directors_delete"];
        options?: never;
        head?: never;
        /** Rename a director */
        patch: operations["Directors_rename"];
        trace?: never;
    };
    "/directors/{id}/movies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The films of a director
         * @description Takes every parameter of `GET /movies`.
         */
        get: operations["Directors_listMovies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/certifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All certifications
         * @description Each with the number of its films. Sorted by `name` unless `sort` says otherwise (`name`, `movie_count`, `id`).
         */
        get: operations["Certifications_list"];
        put?: never;
        /** Add a certification */
        post: operations["Certifications_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/certifications/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A certification */
        get: operations["Certifications_get"];
        put?: never;
        post?: never;
        /**
         * Delete a certification
         * @description 409 while films carry it; give them another one first.
         */
        delete: operations["Certifications_delete"];
        options?: never;
        head?: never;
        /** Rename a certification */
        patch: operations["Certifications_rename"];
        trace?: never;
    };
    "/certifications/{id}/movies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The films of a certification
         * @description Takes every parameter of `GET /movies`.
         */
        get: operations["Certifications_listMovies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/movies/{uuid}/reaction": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Like or dislike a film
         * @description A dislike takes the place of your like, and the other way round. Your rating stays.
         */
        put: operations["Reactions_save"];
        post?: never;
        /**
         * Take a like or dislike back
         * @description Nothing happens where there is none.
         */
        delete: operations["Reactions_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/movies/{uuid}/rating": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Rate a film
         * @description From 1 to 10, in place of your former rating. Likes and dislikes are something else. What IMDb says stays as it is.
         */
        put: operations["Ratings_save"];
        post?: never;
        /**
         * Take a rating back
         * @description Nothing happens where there is none.
         */
        delete: operations["Ratings_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/movies/{uuid}/favorite": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Make a film a favourite
         * @description One that is a favourite stays one.
         */
        put: operations["Favorites_add"];
        post?: never;
        /**
         * Take a film off your favourites
         * @description Nothing happens where it is none.
         */
        delete: operations["Favorites_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/favorites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Your favourites
         * @description Takes every parameter of `GET /movies`, and also sorts by `added_at`. The latest additions first, unless `sort` or `q` says otherwise.
         */
        get: operations["FavoriteList_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Your cart
         * @description Prices are those of this moment. Films that cannot be bought any more are marked, with the reason, and do not count for the total.
         */
        get: operations["Cart_show"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cart/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a film into your cart
         * @description A cart holds 100 films at most.
         */
        post: operations["Cart_add"];
        /** Empty your cart */
        delete: operations["Cart_clear"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cart/items/{uuid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take a film out of your cart
         * @description Nothing happens where it is not in the cart. Films that were deleted meanwhile can be taken out, too.
         */
        delete: operations["Cart_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/carts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Carts with their contents
         * @description Empty ones are left out. Filters combine. Those begun last first, unless `sort` says otherwise (`id`, `user_id`, `email`). Prices and availability are those of this moment, for the owner of the cart.
         */
        get: operations["AdminCarts_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/users/{id}/cart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Somebody's cart
         * @description An empty one for who never used one.
         */
        get: operations["AdminCarts_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Your orders
         * @description Filters combine. The newest first, unless `sort` says otherwise (`created_at`, `total_amount`).
         */
        get: operations["Orders_list"];
        put?: never;
        /**
         * Order
         * @description Without a body: the films of your cart. They leave the cart; what cannot be bought stays there and is named in `excluded`. With `hold_ids` the seats that you hold. A promo code takes off what `POST /promo-codes/quote` tells (where the cinema takes several, `promo_codes` names them, and each takes off what the ones before it leave); points pay up to a share of the rest. The order waits for its payment until `expires_at`, then it is canceled: its films go back to the cart, its seats are free for others.
         */
        post: operations["Orders_place"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of your orders */
        get: operations["Orders_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel an order that is not paid
         * @description Its films go back to the cart, as far as they can still be bought. An order whose payment has just come through is paid, and cannot be canceled any more: ask for a refund.
         */
        post: operations["Orders_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}/checkout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pay an order
         * @description Looks at prices and availability again, then leads to the page where the order is paid. An unchanged order gets the same page again. Where the total changed, the answer is 409 `price-changed`; send the call again with the new total as `accept_total` to go on. Where nothing is due, the order is paid at once.
         */
        post: operations["Orders_checkout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/orders/{id}/refund": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give an order or lines of it back
         * @description Everything that is left, or the lines that are named: all of them or, where the policy of one says no, none. Films can be given back for some days after they were bought. The money goes back the way it was paid.
         */
        post: operations["Orders_refund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everybody's orders
         * @description Filters combine. The newest first, unless `sort` says otherwise (`created_at`, `total_amount`).
         */
        get: operations["AdminOrders_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/orders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An order, with everything that happened to it */
        get: operations["AdminOrders_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/orders/{id}/refund": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refund an order or lines of it, outside the policy
         * @description The reason is recorded in the audit log. The customer gets a mail, and the money goes back the way it was paid.
         */
        post: operations["AdminOrders_refund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/webhook": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Events of Stripe
         * @description For Stripe alone, which signs the body. An event is noted and handled soon after; one that was told before, or that does not concern us, is answered alike.
         */
        post: operations["Webhook_receive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/methods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What can be paid with now
         * @description Empty where nothing can be paid online at the moment.
         */
        get: operations["PaymentMethods_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/success": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where people arrive who have paid
         * @description Browsers are shown a page, programs get JSON. It proves nothing: what was paid, the order says.
         */
        get: operations["Landing_success"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where people arrive who have walked away from paying
         * @description Browsers are shown a page, programs get JSON.
         */
        get: operations["Landing_cancel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Your payments
         * @description Those that were declined among them. Filters combine. The newest first, unless `sort` says otherwise (`created_at`, `amount`).
         */
        get: operations["Payments_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/payments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of your payments */
        get: operations["Payments_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everybody's payments
         * @description Those that were declined or could not be used among them. Filters combine. The newest first, unless `sort` says otherwise (`created_at`, `amount`).
         */
        get: operations["AdminPayments_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/purchases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Your library
         * @description The films that you own. Takes every parameter of `GET /movies`, and also sorts by `added_at`. The latest first, unless `sort` or `q` says otherwise.
         */
        get: operations["Purchases_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/halls/{id}/free-slots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * When a film could begin in a hall
         * @description Every span of starts on a day at which the hall is free for the film, its trailers and the cleaning after it.
         */
        get: operations["FreeSlots_find"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/screenings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find screenings
         * @description Those that have not begun, unless `date`, `from` or `to` asks for others; the earliest first, unless `sort` says otherwise (`starts_at`, `base_price`, `id`). Filters combine; several values of one mean any of them.
         */
        get: operations["Screenings_list"];
        put?: never;
        /**
         * Put a film on the programme
         * @description The end follows from the running time of the film, and changes with it. Until the hall is clean again nothing else can begin there; where something is in the way, the answer names it and the next free start.
         */
        post: operations["Screenings_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/screenings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A screening */
        get: operations["Screenings_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change or move a screening
         * @description What is left out stays as it is. While seats are held, ordered or sold, film, hall, format and start stay too. A new price is for seats that are taken from now on. With `If-Match` the change is made only if nobody else changed the screening in between.
         */
        patch: operations["Screenings_update"];
        trace?: never;
    };
    "/screenings/series": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a film on the programme week after week
         * @description Adds all screenings of the pattern, or none where one of them would meet something in the hall. With `dry_run` nothing is added: the answer (200) shows each screening, everything that it would meet, and the next free start.
         */
        post: operations["Screenings_createSeries"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/screenings/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a screening
         * @description From now on nobody can take seats. Everybody who paid gets their money back, whatever the time, and everybody who had seats is told, with the reason if there is one.
         */
        post: operations["Screenings_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cinemas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All cinemas
         * @description Sorted by `name` unless `sort` says otherwise (`name`, `created_at`, `id`).
         */
        get: operations["Cinemas_list"];
        put?: never;
        /** Add a cinema */
        post: operations["Cinemas_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cinemas/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A cinema */
        get: operations["Cinemas_get"];
        put?: never;
        post?: never;
        /**
         * Delete a cinema
         * @description With its halls. 409 while screenings are coming; what was shown and sold stays in the books.
         */
        delete: operations["Cinemas_delete"];
        options?: never;
        head?: never;
        /**
         * Edit a cinema
         * @description What is left out stays as it is.
         */
        patch: operations["Cinemas_update"];
        trace?: never;
    };
    "/cinemas/{id}/halls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The halls of a cinema
         * @description Sorted by `name` unless `sort` says otherwise (`name`, `capacity`, `id`).
         */
        get: operations["Halls_list"];
        put?: never;
        /**
         * Add a hall
         * @description Then give it its seats: `PUT /halls/{id}/seats`.
         */
        post: operations["Halls_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/halls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add a hall
         * @description The same as `POST /cinemas/{id}/halls`.
         */
        post: operations["Halls_createIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/halls/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A hall */
        get: operations["Halls_get"];
        put?: never;
        post?: never;
        /**
         * Delete a hall
         * @description 409 while screenings are coming; what was shown and sold stays in the books.
         */
        delete: operations["Halls_delete"];
        options?: never;
        head?: never;
        /**
         * Edit a hall
         * @description What is left out stays as it is.
         */
        patch: operations["Halls_update"];
        trace?: never;
    };
    "/halls/{id}/seats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The seats of a hall
         * @description Row by row, the one next to the screen first.
         */
        get: operations["Layouts_get"];
        /**
         * Give a hall its seats
         * @description The whole layout: at most 60 rows of 60 seats, 1,000 in all. Seats are known by row and number and keep their id, also when they come back; those that are not named any more are taken out, which is 409 while they are held or sold for a coming screening. Instead of `rows` there may be `text`. One line for each row, the one next to the screen first: its label, a colon, and its seats from left to right, which are numbered from 1. A seat is a letter: `s` standard, `c` comfort, `p` premium, `l` loveseat; `*` after it makes it accessible for a wheelchair, `+` the seat of a companion. `_` leaves a place empty, a blank line leaves a row empty (an aisle), spaces mean nothing. Several rows that are alike share a line: `A-F: ssss__ssss`, or `1-12: …`.
         */
        put: operations["Layouts_save"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cinemas/{id}/price-list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The price list of a cinema
         * @description Without rules every seat costs the base price of its screening.
         */
        get: operations["PriceLists_get"];
        /**
         * Set the price list of a cinema
         * @description A rule holds where everything that it names fits: seat category, hall type, audience, and weekday and time at which the screening begins on the clocks of the cinema. The last `price` that fits stands in for the base price of the screening; all `factor`s that fit multiply it; it is rounded once, half up. What comes out below 0.50 is 0.50, unless it is 0. Seats that are held or sold keep their price; others show the new one within half a second.
         */
        put: operations["PriceLists_save"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/screenings/{id}/seats/block": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keep seats out of sale
         * @description All of them or none: 409 where one is held or sold.
         */
        post: operations["Blocks_block"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/screenings/{id}/seats/unblock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sell blocked seats again
         * @description Seats that are not blocked stay as they are.
         */
        post: operations["Blocks_unblock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/screenings/{id}/seats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The seat map of a screening
         * @description Every seat with its state and its price for an `audience`. `GET /screenings/{id}/stream` tells what changes.
         */
        get: operations["SeatMap_map"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/screenings/{id}/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The seats of a screening, as they are taken
         * @description Server-sent events named `seats`. The first one is `complete`: it has every seat with its state. Those that follow have the seats whose state changed. After an interruption, with or without `Last-Event-ID`, the whole state comes anew; so it does when the seats of the hall change.
         */
        get: operations["SeatStream_open"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/box-office/sales": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What your till did in this shift
         * @description Sales and refunds, the latest first, unless `sort` says otherwise (`created_at`, `amount`). Filters combine.
         */
        get: operations["BoxOfficeSales_list"];
        put?: never;
        /**
         * Sell at the counter
         * @description Seats, snacks, or both: all of it is sold and paid, or nothing. Snacks are handed over at once. Limits, the sales window and the rule about single seats bind nobody here, and the age is judged on sight. The answer has the tickets to print; where an e-mail is given they are mailed, too. Belongs to your open shift, and opens one with a float of 0 where there is none.
         */
        post: operations["BoxOfficeSales_sell"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/box-office/sales/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A sale of any cashier, to print its tickets again or to take something back */
        get: operations["BoxOfficeSales_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/box-office/sales/{id}/refund": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take back what was sold at the counter
         * @description Everything that is left, or the lines that are named: all of them or none. The money goes back the way it came; `handed_out` says how much to hand out, and how. The refund policy binds cashiers; a moderator may go beyond it.
         */
        post: operations["BoxOfficeSales_refund"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/box-office/sales/{id}/payout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand out money that waits at the box office
         * @description What was paid at the counter and given back elsewhere – online, by a moderator, or because the screening was canceled – waits here until somebody comes for it.
         */
        post: operations["BoxOfficeSales_payOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/box-office/shift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your open shift, with what it has taken until now */
        get: operations["Shift_current"];
        put?: never;
        /**
         * Open a shift
         * @description `opening_float` is the cash in the till. A sale or refund without an open shift opens one with a float of 0.
         */
        post: operations["Shift_open"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/box-office/shift/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close your shift
         * @description `counted` is the cash in the till. It is compared with what should be there; sales that are being made are waited for.
         */
        post: operations["Shift_close"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/box-office/shifts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everybody's shifts, with what was taken, counted, and what differs
         * @description Filters combine. The latest first, unless `sort` says otherwise (`opened_at`).
         */
        get: operations["Shifts_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/box-office/shifts/{id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close the shift of somebody who cannot do it any more
         * @description As cashiers close their own; who did it is recorded in the audit log.
         */
        post: operations["Shifts_close"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/screenings/{id}/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hold seats
         * @description All the seats or none, for some minutes: those of `seat_ids`, or the best `best_available` side by side. Their prices stay as they are now. Order them with `POST /orders` and `hold_ids`. Nobody may leave a single seat between others where that can be avoided.
         */
        post: operations["Holds_place"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/holds/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A hold of yours
         * @description As long as it lasts; one that is over is not found.
         */
        get: operations["Holds_get"];
        put?: never;
        post?: never;
        /**
         * Give a hold up
         * @description Its seats are free at once. One that was ordered ends with the order.
         */
        delete: operations["Holds_release"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/holds/{id}/extend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Extend a hold
         * @description Once: it then lasts as long again as a new one, from now on.
         */
        post: operations["Holds_extend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/check-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let somebody in
         * @description From 60 minutes before a screening begins until 30 after its end (settings). With `direction` `out` they leave, and can come in again. A ticket lets somebody in once: the second scan is 409 `ticket-used`, with when and by whom. The same device that repeats a `nonce` gets the same answer.
         */
        post: operations["CheckIn_checkIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/check-in/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload scans that were made without a connection
         * @description Each has a result of its own, in the order of the list. Of scans that contradict each other the one that was made first counts, whenever it is uploaded; the others are 409 `ticket-used` with when and by whom, or named in `supersedes` where they counted until then. Uploading scans again changes nothing.
         */
        post: operations["CheckIn_upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/screenings/{id}/admissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many people a screening has
         * @description At this moment.
         */
        get: operations["Admissions_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Your tickets
         * @description Those that you bought and did not pass on, and those that were passed on to you or bought for your address. The latest screening first, unless `sort` says otherwise (`starts_at`, `created_at`, `price`).
         */
        get: operations["Tickets_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/verification-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Keys for scanners without a connection
         * @description The public keys that QR codes of tickets are verified with, the one that signs new ones first.
         */
        get: operations["Tickets_verificationKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A ticket of yours
         * @description Cashiers may see any.
         */
        get: operations["Tickets_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{code}/qr.png": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The QR of a ticket as PNG
         * @description For its holder; cashiers may load any, to print it.
         */
        get: operations["TicketFiles_png"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{code}/qr.svg": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The QR of a ticket as SVG
         * @description For its holder; cashiers may load any, to print it.
         */
        get: operations["TicketFiles_svg"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{code}.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A ticket to print
         * @description One page of the size A6, which prints well on A4, too. For its holder; cashiers may load any, to print it.
         */
        get: operations["TicketFiles_pdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{code}.ics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A ticket for calendars
         * @description For its holder; cashiers may load any, to print it.
         */
        get: operations["TicketFiles_calendar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/screenings/{id}/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The bookings of a screening
         * @description Row by row, unless `sort` says otherwise (`row`, `number`, `created_at`, `price`); tickets that were given back are among them.
         */
        get: operations["ScreeningTickets_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tickets/{code}/transfer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pass a ticket on
         * @description To an address, whether it has an account or not, until the screening begins. The new holder is sent a new code; the old one is of no use from then on. The right to give the ticket back stays with whoever bought it.
         */
        post: operations["Transfer_transfer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/promo-codes/quote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a promo code would give
         * @description On what `POST /orders` would order: your cart, or the seats that you hold. Where the code does not apply, `reasons` names every reason. Nothing is ordered, and no use is taken. Codes that there are not count as guesses: ten in 15 minutes.
         */
        post: operations["PromoQuote_quote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/promo-codes/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make many promo codes at once
         * @description Each can be used in one order. They are the prefix and eleven letters and digits that nobody guesses. `GET /promo-codes?batch_id=…` lists them, too.
         */
        post: operations["PromoBatches_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/promo-codes/batch/{id}.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The codes of a batch as CSV
         * @description Two columns: `code`, and `uses`, which is 1 for those that are taken.
         */
        get: operations["PromoBatches_csv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/promo-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All promo codes
         * @description Filters combine. The newest first, unless `sort` says otherwise (`created_at`, `code`, `uses`, `id`).
         */
        get: operations["PromoCodes_list"];
        put?: never;
        /**
         * Make a promo code
         * @description It takes `value` percent (at most `max_discount`) or an amount off what its scope fits. Limits count open and paid orders: an order that is canceled gives its use back, one that is refunded does not.
         */
        post: operations["PromoCodes_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/promo-codes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A promo code */
        get: operations["PromoCodes_get"];
        put?: never;
        post?: never;
        /**
         * Delete a promo code
         * @description Nobody can use it any more, and its name is free again. Orders that use it keep what it took off.
         */
        delete: operations["PromoCodes_delete"];
        options?: never;
        head?: never;
        /**
         * Edit a promo code
         * @description What is left out stays as it is, null takes a limit away; `scope` replaces the former one. Orders that use the code keep what it took off.
         */
        patch: operations["PromoCodes_update"];
        trace?: never;
    };
    "/bonus": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Your bonus points
         * @description A part of the money that you pay comes back as points; one point is one cent. Pay with them by `bonus_points` of `POST /orders`.
         */
        get: operations["Bonus_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/bonus/transactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How your points came and went
         * @description The newest first, unless `sort` says otherwise (`created_at`).
         */
        get: operations["Bonus_transactions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/users/{id}/bonus": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give bonus points, or take them away
         * @description The reason is recorded in the audit log, and the customer is told.
         */
        post: operations["AdminBonus_adjust"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/concessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What there is to eat and drink
         * @description Sorted by `category,name` unless `sort` says otherwise (`category`, `name`, `price`, `created_at`, `id`). Filters combine.
         */
        get: operations["Menu_list"];
        put?: never;
        /** Put something on the menu of a cinema */
        post: operations["Menu_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/concessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Something on the menu */
        get: operations["Menu_get"];
        put?: never;
        post?: never;
        /**
         * Take something off the menu
         * @description Who has paid for it gets it all the same; it falls out of open orders at their checkout.
         */
        delete: operations["Menu_delete"];
        options?: never;
        head?: never;
        /**
         * Edit something on the menu
         * @description What is left out stays as it is. `stock` is what is left to promise from now on: what is in open orders, or waits to be picked up, is not in it. A new price is for new orders; open ones are asked to accept it at checkout.
         */
        patch: operations["Menu_update"];
        trace?: never;
    };
    "/concessions/{id}/picture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Upload a picture of something on the menu
         * @description Cut from the middle to a square and kept as WebP, 160, 320 and 640 pixels wide, without metadata.
         */
        put: operations["ItemPictures_replace"];
        post?: never;
        /**
         * Take a picture away
         * @description Nothing happens where there is none.
         */
        delete: operations["ItemPictures_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/media/concessions/{folder}/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Load an image (concession)
         * @description What an address leads to never changes: keep it for as long as you like.
         */
        get: operations["ConcessionFiles_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/preorders/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a cinema has to hand over, as it changes
         * @description Server-sent events named `queue`, each with all open pre-orders of the cinema, the most urgent first. A stream ends with its session.
         */
        get: operations["Queue_open"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/preorders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What waits to be picked up
         * @description Your own, the latest first. For cashiers with `cinema_id`: what that cinema has to hand over, the most urgent first. `sort` takes `created_at`, `needed_at`, `expires_at`.
         */
        get: operations["Preorders_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/preorders/{pickup_code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A pre-order of yours, or any for cashiers */
        get: operations["Preorders_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/preorders/{pickup_code}/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that a pre-order can be picked up
         * @description Its owner is told, by mail and in the application.
         */
        post: operations["Preorders_ready"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/preorders/{pickup_code}/collect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand a pre-order over
         * @description Once, whether or not it was made ready before. It cannot be given back any more.
         */
        post: operations["Preorders_collect"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rental-contracts/problems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Screenings without a contract
         * @description Shown or coming, and in no settlement. Of the last 30 days and the next 14 unless `from` and `to` say otherwise. Sorted by `starts_at` unless `sort` says otherwise (`starts_at`, `screening_id`).
         */
        get: operations["ContractProblems_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rental-contracts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All contracts
         * @description Filters combine. What begins last comes first, unless `sort` says otherwise (`starts_on`, `ends_on`, `created_at`, `id`).
         */
        get: operations["Contracts_list"];
        put?: never;
        /**
         * Make a contract
         * @description For a film, on all days from `starts_on` to `ends_on`. Film weeks are seven days each, from the first day on. Where several contracts fit a screening, the narrowest wins: one for a cinema before one for a type of hall, before one for a format. Two with the same scope cannot overlap.
         */
        post: operations["Contracts_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rental-contracts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A contract */
        get: operations["Contracts_get"];
        put?: never;
        post?: never;
        /**
         * Delete a contract
         * @description 409 once a film week is settled or something is paid.
         */
        delete: operations["Contracts_delete"];
        options?: never;
        head?: never;
        /**
         * Edit a contract
         * @description What is left out stays as it is. Once a film week is settled or something is paid, only the last day (not before what was settled), reference and notes can be edited.
         */
        patch: operations["Contracts_update"];
        trace?: never;
    };
    "/rental-contracts/{id}/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Enter what a distributor was paid
         * @description It may be paid before it is due: up to what all film weeks of the contract come to as they stand, the minimum guarantee included. More is refused unless `force` says that it is meant so.
         */
        post: operations["DistributorPayments_pay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/distributor-payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is due to distributors, and what was paid
         * @description Film weeks that are over are due, proposed until they are closed. Filters combine, and `totals` is of everything that they find. The latest day first, unless `sort` says otherwise (`date`, `created_at`, `amount`).
         */
        get: operations["DistributorPayments_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/distributor-payments/{id}/reverse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a payment back that was entered by mistake
         * @description The payment stays; a second one with the negative amount stands against it.
         */
        post: operations["DistributorPayments_reverse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/distributors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All distributors
         * @description Sorted by `name` unless `sort` says otherwise (`name`, `created_at`, `id`).
         */
        get: operations["Distributors_list"];
        put?: never;
        /** Add a distributor */
        post: operations["Distributors_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/distributors/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A distributor */
        get: operations["Distributors_get"];
        put?: never;
        post?: never;
        /**
         * Delete a distributor
         * @description 409 while there are contracts with it.
         */
        delete: operations["Distributors_delete"];
        options?: never;
        head?: never;
        /**
         * Edit a distributor
         * @description What is left out stays as it is.
         */
        patch: operations["Distributors_update"];
        trace?: never;
    };
    "/rental-contracts/{id}/settlement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a contract comes to, film week by film week
         * @description Closed weeks as they were closed, with their corrections; all others as they stand. `from` and `to` choose the weeks that touch these days, and `due_total` is of the chosen weeks; `paid_total` and `balance` are of the whole contract. `problems` tells of screenings of the film that no contract covers, of weeks without screenings between others, and of closed weeks whose box office has changed since.
         */
        get: operations["Settlements_settlement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rental-contracts/{id}/settlement/weeks/{week}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a film week is made of
         * @description Cinema by cinema, screening by screening; of a closed week as it was closed and corrected.
         */
        get: operations["Settlements_week"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rental-contracts/{id}/settlement/weeks/{week}/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The tickets of a film week
         * @description As they are now, those that were given back among them; the earliest sale first.
         */
        get: operations["Settlements_tickets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rental-contracts/{id}/settlements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Film weeks that were closed, and their corrections */
        get: operations["Settlements_rows"];
        put?: never;
        /**
         * Close a film week, or correct one
         * @description Freezes what the week came to, screening by screening; it never changes again. Closing it again writes a correction: a row that holds what differs. With the last week that is closed the minimum guarantee asks for what is missing.
         */
        post: operations["Settlements_close"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All reports
         * @description Filters combine. The newest first, unless `sort` says otherwise (`created_at`, `type`, `status`, `id`).
         */
        get: operations["Reports_list"];
        put?: never;
        /**
         * Have a report made
         * @description It is queued; `GET /reports/{id}` tells how far it is, and where the file is in the end. Both days belong to the period; days are those of each cinema, and of UTC for what is sold online alone. All formats show the same figures. You may wait for five reports at a time.
         */
        post: operations["Reports_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which reports there are */
        get: operations["Reports_types"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A report, and how far it is */
        get: operations["Reports_get"];
        put?: never;
        post?: never;
        /**
         * Delete a report
         * @description Its file goes, too. One that is still being made is given up.
         */
        delete: operations["Reports_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The file of a report
         * @description There is one once the report is completed, and until it expires.
         */
        get: operations["Reports_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/report-schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All scheduled reports
         * @description The newest first, unless `sort` says otherwise (`created_at`, `next_run_at`, `type`, `id`). `last_report` tells whether the newest one was made.
         */
        get: operations["ReportSchedules_list"];
        put?: never;
        /**
         * Have a report made again and again, and mailed
         * @description Each tells of the period before it, on the calendar of `time_zone`. A period is reported once; after a time without a worker only the newest one is made up for. Files of more than 7 MB are not attached: their mail says where they are.
         */
        post: operations["ReportSchedules_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/report-schedules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A scheduled report */
        get: operations["ReportSchedules_get"];
        put?: never;
        post?: never;
        /**
         * Delete a scheduled report
         * @description Reports that it had made stay until they expire.
         */
        delete: operations["ReportSchedules_delete"];
        options?: never;
        head?: never;
        /**
         * Edit a scheduled report
         * @description What is left out stays as it is; `recipients` replaces the former ones.
         */
        patch: operations["ReportSchedules_update"];
        trace?: never;
    };
    "/admin/sales": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was sold
         * @description Sales count on the day on which they were paid, by the price that was paid. Refunds count on the day on which they were given back. These are the figures of the revenue report.
         */
        get: operations["Sales_totals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/audit-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who changed what
         * @description What administrators did to accounts and jobs, and moderators to the catalogue, each with the changed members before and after. Filters combine. The newest first, unless `sort` says otherwise (`created_at`).
         */
        get: operations["AuditLog_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How the jobs are
         * @description How many wait and how long, what the regular tasks did last, and a page of the jobs that were given up after eight attempts, the last ones first. What a job is about is not shown: it may be confidential.
         */
        get: operations["Jobs_overview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/jobs/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try a failed job again
         * @description It gets eight new attempts, the first one at once. Mails can be tried again for seven days after they failed.
         */
        post: operations["Jobs_retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find accounts
         * @description Filters combine. The newest first, unless `sort` says otherwise (`id`, `email`, `created_at`). Accounts that their owners deleted are left out.
         */
        get: operations["Users_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An account */
        get: operations["Users_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/users/{id}/group": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Put an account into another group
         * @description Each group may do what the lower ones may: user, cashier, moderator, admin. Holds for the very next request, with tokens that were given out before, too. Somebody must stay administrator.
         */
        patch: operations["Users_changeGroup"];
        trace?: never;
    };
    "/admin/users/{id}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open an account
         * @description One that was deactivated, or one whose owner never followed the link in the mail; the latter is told by mail. An account that is active stays as it is.
         */
        post: operations["Users_activate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/users/{id}/deactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close an account
         * @description Ends all its sessions at once and keeps it from signing in until it is opened again. An account that is not active stays as it is. Somebody must stay administrator.
         */
        post: operations["Users_deactivate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What you want to hear of
         * @description Kind by kind and way by way. Until you say otherwise: everything in the application, everything by mail but likes and reminders, and by Telegram, once your chat is linked, what becomes of your orders and screenings, snacks that are ready, and favourite films that come to the cinema. What is `locked` is sent in any case: mails about orders and canceled screenings come as it happens, apart from those that collect what is new.
         */
        get: operations["Preferences_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Choose what you want to hear of
         * @description Kinds and ways that are not named stay as they are. What waits to be mailed, or sent by Telegram, of a kind that you do not want there any more is not sent. Telegram is used while your chat is linked (`POST /telegram/link`). What is `locked` cannot be turned off.
         */
        patch: operations["Preferences_change"];
        trace?: never;
    };
    "/notifications/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How you want to be told
         * @description The language of Telegram messages, your cinema, and your quiet hours.
         */
        get: operations["NotificationSettings_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Choose how you want to be told
         * @description What is not named stays as it is; null takes it back. In quiet hours mails of news and Telegram messages wait until these end, on the clocks where you live. What cannot wait comes all the same: a screening of yours that begins soon, or does not take place within a day, and snacks that are ready. So do mails about your account and your orders.
         */
        patch: operations["NotificationSettings_change"];
        trace?: never;
    };
    "/notifications/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happens, as it happens
         * @description Server-sent events named `notification`, each with a notification as its data. Send the `id` of the last one as `Last-Event-ID` after an interruption: what happened meanwhile is sent first. At most ten streams for one person; a stream ends with its session.
         */
        get: operations["Stream_open"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/unsubscribe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The page behind the link of a digest
         * @description Asks, with a button that posts to the same address. It changes nothing: programs that look at mails follow links, too.
         */
        get: operations["Unsubscribe_ask"];
        put?: never;
        /**
         * Unsubscribe from digests with one click
         * @description For the programs that show mails (RFC 8058), and for the page: no sign-in, the link is enough. Ends the mails of all kinds until you ask for one again in your preferences; twice does no harm. Browsers are shown a page, programs get JSON.
         */
        post: operations["Unsubscribe_unsubscribe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happened
         * @description The newest first. What several people did to one thing is told together, as long as it is unread. Kept for 90 days.
         */
        get: operations["Notifications_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark notifications as read
         * @description Those that are named, or all. Those of others, and those that are gone, are passed over.
         */
        post: operations["Notifications_read"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/comments/{id}/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report a comment to the moderators
         * @description They see your reason and what the comment says now, whatever its author changes later.
         */
        post: operations["CommentReports_report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/comment-reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was reported
         * @description The newest first unless `sort` says otherwise.
         */
        get: operations["CommentReports_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/comment-reports/{id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deal with a report
         * @description `keep` leaves the comment and closes this report; `delete` deletes the comment, tells its author why, and closes all reports of it.
         */
        post: operations["CommentReports_resolve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/comments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A comment or a reply */
        get: operations["Comments_get"];
        put?: never;
        post?: never;
        /**
         * Delete a comment
         * @description Your own. Where it has replies, an empty stub stays in its place until the last of them is deleted. Moderators may delete any, and must say why in the body: the author is told, and it is recorded.
         */
        delete: operations["Comments_delete"];
        options?: never;
        head?: never;
        /**
         * Change a comment
         * @description Your own; it carries `edited_at` from then on. Moderators may change any, and must say why: the author is told, and it is recorded.
         */
        patch: operations["Comments_edit"];
        trace?: never;
    };
    "/comments/{id}/replies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The replies to a comment
         * @description All replies of its thread, the oldest first unless `sort` says otherwise; `reply_to` tells which of them answers which. Asked for a reply, it lists the thread that the reply belongs to.
         */
        get: operations["Comments_replies"];
        put?: never;
        /**
         * Answer a comment or a reply
         * @description Threads are one level deep: the answer to a reply belongs to the same thread and names the reply in `reply_to`. A deleted comment cannot be answered any more, the replies below it can.
         */
        post: operations["Comments_reply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/comments/{id}/like": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Like a comment
         * @description Twice is once.
         */
        put: operations["Comments_like"];
        post?: never;
        /**
         * Take your like of a comment back
         * @description Does no harm without one.
         */
        delete: operations["Comments_unlike"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/movies/{uuid}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What people say about a film
         * @description The comments that begin a thread, the newest first unless `sort` says otherwise. Replies have an address of their own. A deleted comment that has replies stays as a stub, with `deleted` and without text and author.
         */
        get: operations["MovieComments_list"];
        put?: never;
        /**
         * Say something about a film
         * @description Plain text, kept as it is typed. At most 10 comments and replies a minute and 100 an hour; the same text under the same film within ten minutes is refused.
         */
        post: operations["MovieComments_write"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/telegram/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Your Telegram account
         * @description While none is linked, it carries the deep link that links one, the same until it expires: ask again to see whether it was used.
         */
        get: operations["TelegramLink_state"];
        put?: never;
        /**
         * A new deep link
         * @description Good for ten minutes and for one use; the last one is of no use from then on. Open it on a device with Telegram, and press Start.
         */
        post: operations["TelegramLink_renew"];
        /**
         * Take the link away
         * @description The bot says goodbye. Deep links that are open are of no use any more. Nothing happens where there is none.
         */
        delete: operations["TelegramLink_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/telegram/link/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Link whoever opened a deep link
         * @description For a bot that is a program of its own; ours does the same by itself. One Telegram account goes with one account, and the other way round.
         */
        post: operations["TelegramLink_confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/telegram/webhook": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What people tell the bot
         * @description For Telegram alone. An update is noted and answered soon after; one that was told before, or that does not concern us, is taken alike.
         */
        post: operations["TelegramWebhook_receive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        ProblemTypeResponse: {
            /** @example /problems/not-found */
            type: string;
            /** @example not-found */
            slug: string;
            /** @example There is no such thing here */
            title: string;
            /** @example 404 */
            status: number;
            /**
             * @description What happened and what to do about it.
             * @example The address is right, but nothing with this id exists, or it exists no more.
             */
            explanation: string;
            /** @example There is no movie with the id 0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11. */
            example: string;
        };
        LivenessResponse: {
            /**
             * @example alive
             * @enum {string}
             */
            status: "alive";
        };
        HealthResponse: {
            /**
             * @description `degraded`: it works, but something that is not vital does not answer.
             * @example ready
             * @enum {string}
             */
            status: "unavailable" | "ready" | "degraded";
            /**
             * @example {
             *       "database": {
             *         "status": "up"
             *       },
             *       "queue": {
             *         "status": "up"
             *       }
             *     }
             */
            parts: {
                [key: string]: unknown;
            };
        };
        RegisterDto: {
            /**
             * Format: email
             * @example ada@mail.example
             */
            email: string;
            /**
             * Format: password
             * @description 8 to 72 bytes, with an upper- and a lower-case letter, a digit and a special character; not the e-mail.
             * @example Correct-Horse-7
             */
            password: string;
        };
        RegisteredResponse: {
            /** @example 17 */
            id: number;
            /** @example ada@mail.example */
            email: string;
        };
        MessageResponse: {
            /** @example If there is an account that waits for activation, a mail is on its way. */
            message: string;
        };
        ActivateDto: {
            /**
             * Format: email
             * @example ada@mail.example
             */
            email: string;
            /** @example q0Yh1nC7r0hVf3o2bqf6m1YyW0d0mTz7oVvI0uHqf2s */
            token: string;
        };
        EmailDto: {
            /**
             * Format: email
             * @example ada@mail.example
             */
            email: string;
        };
        LoginDto: {
            /**
             * Format: email
             * @example ada@mail.example
             */
            email: string;
            /**
             * Format: password
             * @description The password.
             * @example Correct-Horse-7
             */
            password: string;
        };
        TokenPairResponse: {
            /**
             * @description For the `Authorization` header, as `Bearer …`.
             * @example eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxNyJ9.c2lnbmF0dXJl
             */
            access_token: string;
            /**
             * @description For `POST /accounts/refresh`, once.
             * @example q0Yh1nC7r0hVf3o2bqf6m1YyW0d0mTz7oVvI0uHqf2s
             */
            refresh_token: string;
            /** @example bearer */
            token_type: string;
            /**
             * @description Seconds until the access token runs out.
             * @example 900
             */
            expires_in: number;
        };
        RefreshDto: {
            /** @example q0Yh1nC7r0hVf3o2bqf6m1YyW0d0mTz7oVvI0uHqf2s */
            refresh_token: string;
        };
        SessionResponse: {
            /** @example 42 */
            id: number;
            /**
             * @description What the browser or program calls itself.
             * @example Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0
             */
            device: string;
            /** @example 203.0.113.7 */
            address: string;
            /**
             * @description Whether this very request comes from it.
             * @example true
             */
            current: boolean;
            /** @example 2026-03-02T09:00:00.000Z */
            created_at: string;
            /**
             * @description Exact to a minute.
             * @example 2026-03-02T10:30:00.000Z
             */
            last_used_at: string;
        };
        SessionListResponse: {
            items: components["schemas"]["SessionResponse"][];
        };
        AccountResponse: {
            /**
             * @example user
             * @enum {string}
             */
            group: "user" | "cashier" | "moderator" | "admin";
            /** @example 17 */
            id: number;
            /** @example ada@mail.example */
            email: string;
            /** @example true */
            is_active: boolean;
            /** @example 2026-03-02T09:00:00.000Z */
            created_at: string;
        };
        DeleteAccountDto: {
            /**
             * Format: password
             * @description The password of the account.
             * @example Correct-Horse-7
             */
            password: string;
        };
        ChangePasswordDto: {
            /**
             * Format: password
             * @description The password so far.
             * @example Correct-Horse-7
             */
            old_password: string;
            /**
             * Format: password
             * @description 8 to 72 bytes, with an upper- and a lower-case letter, a digit and a special character; not the e-mail.
             * @example Correct-Horse-7
             */
            new_password: string;
        };
        CompleteResetDto: {
            /**
             * Format: email
             * @example ada@mail.example
             */
            email: string;
            /** @example q0Yh1nC7r0hVf3o2bqf6m1YyW0d0mTz7oVvI0uHqf2s */
            token: string;
            /**
             * Format: password
             * @description 8 to 72 bytes, with an upper- and a lower-case letter, a digit and a special character; not the e-mail.
             * @example Correct-Horse-7
             */
            password: string;
        };
        ProfileResponse: {
            /**
             * @example woman
             * @enum {string|null}
             */
            gender: "man" | "woman" | null;
            /**
             * @description The account's number.
             * @example 17
             */
            id: number;
            /**
             * @description What others see: the first name and the initial of the last one, else "Viewer" and a number.
             * @example Ada L.
             */
            display_name: string;
            /** @example Ada */
            first_name: string | null;
            /** @example Lovelace */
            last_name: string | null;
            /** @example 1990-12-10 */
            date_of_birth: string | null;
            /**
             * @description ISO 3166, two letters.
             * @example UA
             */
            country: string | null;
            /** @example Silent films, mostly. */
            info: string | null;
            /**
             * @description A square WebP image, at most 256 pixels wide.
             * @example /media/avatars/3f/3fa85f6457174562b3fc2c963f66afa6-w256.webp
             */
            avatar_url: string | null;
        };
        SaveProfileDto: {
            /**
             * @description Space around it is taken off.
             * @example Ada
             */
            first_name?: string | null;
            /**
             * @description Others see its initial only.
             * @example Lovelace
             */
            last_name?: string | null;
            /**
             * @example woman
             * @enum {string|null}
             */
            gender?: "man" | "woman" | null;
            /**
             * @description A day from 1900 on and not in the future. Films with a minimum age are sold by it.
             * @example 1990-12-10
             */
            date_of_birth?: string | null;
            /**
             * @description ISO 3166, two letters. Films that are not sold everywhere are sold by it.
             * @example UA
             */
            country?: string | null;
            /**
             * @description At most 2000 characters; it may have several lines.
             * @example Silent films, mostly.
             */
            info?: string | null;
        };
        ImageUpload: {
            /**
             * Format: binary
             * @description JPEG, PNG, WebP or AVIF, at most 5 MB, 10,000 pixels a side and 40 million in all (AVIF and interlaced PNG 16 million).
             */
            file: string;
        };
        ImportUpload: {
            /**
             * Format: binary
             * @description CSV with the columns of IMDb's lists (`Series_Title`, `Released_Year`, `Certificate`, `Runtime`, `Genre`,
             *     `IMDB_Rating`, `Overview`, `Meta_score`, `Director`, `Star1` to `Star4`, `No_of_Votes`, `Gross`) or with ours, or a
             *     JSON array of objects with our names (`name`, `year`, `time`, `imdb`, `votes`, `description`; and if you like
             *     `meta_score`, `gross`, `certification`, `min_age`, `genres`, `stars`, `directors`). UTF-8.
             */
            file: string;
            /**
             * @description What new films cost: either fixed:PRICE, or conditions joined by commas of which the first that holds gives the price, the last one being else:PRICE; a condition is year, imdb, votes or time, then >=, <=, >, < or =, a number, a colon and the price (imdb>=8.5:12.99,year>=2015:9.99,else:6.99); a price is 0 or an amount from 0.50 to 10000.
             * @default imdb>=8.5:12.99,year>=2015:9.99,else:6.99
             * @example imdb>=8.5:12.99,year>=2015:9.99,else:6.99
             */
            price_rule: string;
            /**
             * @description Where the file uses other names: a JSON object of our names and its own. `genres`, `stars` and `directors` may name several columns in an array.
             * @example {"name": "Title", "stars": ["Actor 1", "Actor 2"]}
             */
            mapping?: string;
        };
        ImportProblemResponse: {
            /**
             * @description The line of the file, counted from 1, in which the row begins; null where the whole file is meant.
             * @example 17
             */
            line: number | null;
            /**
             * @description The column as the file calls it; null where the whole row is meant.
             * @example Released_Year
             */
            column: string | null;
            /** @example must be a year from 1870 to 2100, not \PG\ */
            message: string;
        };
        ImportResponse: {
            /**
             * @example completed
             * @enum {string}
             */
            status: "queued" | "running" | "completed" | "failed";
            /** @description What is wrong with the file or its rows; the first 1,000 are kept. */
            errors: components["schemas"]["ImportProblemResponse"][];
            /** @example 12 */
            id: number;
            /**
             * @description Rows that were dealt with so far.
             * @example 1000
             */
            processed: number;
            /** @example 990 */
            created: number;
            /**
             * @description Films that were there with other facts.
             * @example 5
             */
            updated: number;
            /**
             * @description Films that were there just so.
             * @example 4
             */
            unchanged: number;
            /**
             * @description Rows with something wrong in them.
             * @example 1
             */
            rejected: number;
            /**
             * @description Per cent.
             * @example 100
             */
            progress: number;
            /** @example 2026-11-21T09:30:00.000Z */
            created_at: string;
            /** @example 2026-11-21T09:30:04.000Z */
            finished_at: string | null;
        };
        ImportSummaryResponse: {
            /**
             * @example completed
             * @enum {string}
             */
            status: "queued" | "running" | "completed" | "failed";
            /** @example 12 */
            id: number;
            /**
             * @description Rows that were dealt with so far.
             * @example 1000
             */
            processed: number;
            /** @example 990 */
            created: number;
            /**
             * @description Films that were there with other facts.
             * @example 5
             */
            updated: number;
            /**
             * @description Films that were there just so.
             * @example 4
             */
            unchanged: number;
            /**
             * @description Rows with something wrong in them.
             * @example 1
             */
            rejected: number;
            /**
             * @description Per cent.
             * @example 100
             */
            progress: number;
            /** @example 2026-11-21T09:30:00.000Z */
            created_at: string;
            /** @example 2026-11-21T09:30:04.000Z */
            finished_at: string | null;
        };
        ImportPage: {
            items: components["schemas"]["ImportSummaryResponse"][];
            /** @example 1 */
            page: number;
            /** @example 20 */
            per_page: number;
            /**
             * @description How many items the whole list has.
             * @example 1
             */
            total_items: number;
            /** @example 1 */
            total_pages: number;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            prev_page: string | null;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            next_page: string | null;
        };
        MovieTerm: {
            /** @example 7 */
            id: number;
            /** @example Drama */
            name: string;
        };
        MoviePoster: {
            /** @example /media/posters/3f/3fa85f64-w185.webp */
            w185: string;
            /** @example /media/posters/3f/3fa85f64-w342.webp */
            w342: string;
            /** @example /media/posters/3f/3fa85f64-w780.webp */
            w780: string;
        };
        MovieResponse: {
            /**
             * @description How you reacted. Only for those who have signed in.
             * @example like
             * @enum {string|null}
             */
            reaction?: "like" | "dislike" | null;
            /**
             * @description What you rated it. Only for those who have signed in.
             * @example 9
             */
            rating?: number | null;
            /**
             * @description Whether it is one of your favourites. Only for those who have signed in.
             * @example true
             */
            is_favorite?: boolean;
            /**
             * @description Whether it lies in your cart. Only for those who have signed in.
             * @example false
             */
            in_cart?: boolean;
            /**
             * @description Whether you own it. Only for those who have signed in.
             * @example false
             */
            is_purchased?: boolean;
            /** @example 0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11 */
            uuid: string;
            /** @example Heat */
            name: string;
            /** @example 1995 */
            year: number;
            /**
             * @description Running time in minutes.
             * @example 170
             */
            time: number;
            /**
             * @description The rating on IMDb.
             * @example 8.3
             */
            imdb: number;
            /** @example 721000 */
            votes: number;
            /** @example 76 */
            meta_score: number | null;
            /** @example 67436818 */
            gross: number | null;
            /** @example A master thief and the detective who hunts him find that they have more in common than either would like. */
            description: string;
            /** @example 9.99 */
            price: string;
            /** @example usd */
            currency: string;
            certification: components["schemas"]["MovieTerm"];
            /** @example 17 */
            min_age: number | null;
            genres: components["schemas"]["MovieTerm"][];
            /** @description In order of billing. */
            stars: components["schemas"]["MovieTerm"][];
            directors: components["schemas"]["MovieTerm"][];
            poster: components["schemas"]["MoviePoster"] | null;
            /** @example false */
            withdrawn: boolean;
            /**
             * @description Whether the film can be bought now (in the countries that it is sold in).
             * @example true
             */
            on_sale: boolean;
            /** @example 2026-12-01T00:00:00.000Z */
            sale_from: string | null;
            /** @example 2027-12-01T00:00:00.000Z */
            sale_until: string | null;
            /**
             * @description The countries that the film is sold in, or null for all.
             * @example [
             *       "DE",
             *       "UA"
             *     ]
             */
            countries: string[] | null;
            /**
             * @description What our own users give it, from 1 to 10; null while nobody did.
             * @example 8.75
             */
            average_rating: number | null;
            /** @example 12 */
            rating_count: number;
            /** @example 40 */
            likes: number;
            /** @example 2 */
            dislikes: number;
            /** @example 5 */
            comment_count: number;
            /** @example 2026-11-21T09:30:00.000Z */
            created_at: string;
            /** @example 2026-11-21T09:30:00.000Z */
            updated_at: string;
        };
        TermFacet: {
            /** @example 7 */
            id: number;
            /** @example Drama */
            name: string;
            /** @example 142 */
            count: number;
        };
        DecadeFacet: {
            /** @example 1990 */
            decade: number;
            /** @example 31 */
            count: number;
        };
        MovieFacets: {
            genre?: components["schemas"]["TermFacet"][];
            certification?: components["schemas"]["TermFacet"][];
            decade?: components["schemas"]["DecadeFacet"][];
        };
        MoviePage: {
            items: components["schemas"]["MovieResponse"][];
            /** @example 1 */
            page: number;
            /** @example 20 */
            per_page: number;
            /**
             * @description How many items the whole list has.
             * @example 1
             */
            total_items: number;
            /** @example 1 */
            total_pages: number;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            prev_page: string | null;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            next_page: string | null;
            /** @description Only where `facets` was given. */
            facets?: components["schemas"]["MovieFacets"];
            /**
             * @description `false` where a search found more than it counts: there are at least `total_items`.
             * @example true
             */
            total_is_exact: boolean;
        };
        CreateMovieDto: {
            /** @example Heat */
            name: string;
            /**
             * @description The rating on IMDb, one decimal.
             * @example 8.3
             */
            imdb: number;
            /**
             * @description The score on Metacritic.
             * @example 76
             */
            meta_score?: number | null;
            /**
             * @description Box office in dollars.
             * @example 67436818
             */
            gross?: number | null;
            /** @example A master thief and the detective who hunts him find that they have more in common than either would like. */
            description: string;
            /**
             * @description An amount of money: 0 or an amount from 0.50 to 10000.00.
             * @example 9.99
             */
            price: string;
            /** @example R */
            certification: string;
            /** @example 1995 */
            year: number;
            /**
             * @description Running time in minutes.
             * @example 170
             */
            time: number;
            /**
             * @description How many votes the rating on IMDb has.
             * @example 721000
             */
            votes: number;
            /**
             * @description From what age on the film may be bought online. Leave it out where anybody may.
             * @example 17
             */
            min_age?: number | null;
            /**
             * @example [
             *       "Crime",
             *       "Drama"
             *     ]
             */
            genres?: string[];
            /**
             * @description In order of billing.
             * @example [
             *       "Al Pacino",
             *       "Robert De Niro"
             *     ]
             */
            stars?: string[];
            /**
             * @example [
             *       "Michael Mann"
             *     ]
             */
            directors?: string[];
            /**
             * @description Takes the film out of the shop. Who owns it keeps it.
             * @example false
             */
            withdrawn?: boolean;
            /**
             * Format: date-time
             * @description When the sale begins.
             * @example 2026-12-01T00:00:00Z
             */
            sale_from?: string | null;
            /**
             * Format: date-time
             * @description When the sale ends; after `sale_from`.
             * @example 2027-12-01T00:00:00Z
             */
            sale_until?: string | null;
            /**
             * @description The countries that the film is sold in (ISO 3166, two letters). Leave it out for all.
             * @example [
             *       "DE",
             *       "UA"
             *     ]
             */
            countries?: string[] | null;
        };
        UpdateMovieDto: {
            /** @example Heat */
            name?: string;
            /**
             * @description The rating on IMDb, one decimal.
             * @example 8.3
             */
            imdb?: number;
            /**
             * @description The score on Metacritic.
             * @example 76
             */
            meta_score?: number | null;
            /**
             * @description Box office in dollars.
             * @example 67436818
             */
            gross?: number | null;
            /** @example A master thief and the detective who hunts him find that they have more in common than either would like. */
            description?: string;
            /**
             * @description An amount of money: 0 or an amount from 0.50 to 10000.00.
             * @example 9.99
             */
            price?: string;
            /** @example R */
            certification?: string;
            /** @example 1995 */
            year?: number;
            /**
             * @description Running time in minutes.
             * @example 170
             */
            time?: number;
            /**
             * @description How many votes the rating on IMDb has.
             * @example 721000
             */
            votes?: number;
            /**
             * @description From what age on the film may be bought online. Leave it out where anybody may.
             * @example 17
             */
            min_age?: number | null;
            /**
             * @example [
             *       "Crime",
             *       "Drama"
             *     ]
             */
            genres?: string[];
            /**
             * @description In order of billing.
             * @example [
             *       "Al Pacino",
             *       "Robert De Niro"
             *     ]
             */
            stars?: string[];
            /**
             * @example [
             *       "Michael Mann"
             *     ]
             */
            directors?: string[];
            /**
             * @description Takes the film out of the shop. Who owns it keeps it.
             * @example false
             */
            withdrawn?: boolean;
            /**
             * Format: date-time
             * @description When the sale begins.
             * @example 2026-12-01T00:00:00Z
             */
            sale_from?: string | null;
            /**
             * Format: date-time
             * @description When the sale ends; after `sale_from`.
             * @example 2027-12-01T00:00:00Z
             */
            sale_until?: string | null;
            /**
             * @description The countries that the film is sold in (ISO 3166, two letters). Leave it out for all.
             * @example [
             *       "DE",
             *       "UA"
             *     ]
             */
            countries?: string[] | null;
        };
        TermResponse: {
            /** @example 7 */
            id: number;
            /** @example Drama */
            name: string;
            /**
             * @description How many films carry it.
             * @example 142
             */
            movie_count: number;
        };
        TermPage: {
            items: components["schemas"]["TermResponse"][];
            /** @example 1 */
            page: number;
            /** @example 20 */
            per_page: number;
            /**
             * @description How many items the whole list has.
             * @example 1
             */
            total_items: number;
            /** @example 1 */
            total_pages: number;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            prev_page: string | null;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            next_page: string | null;
        };
        SaveTermDto: {
            /**
             * @description Unique, whatever its case; space around it is taken off.
             * @example Drama
             */
            name: string;
        };
        SaveReactionDto: {
            /**
             * @example like
             * @enum {string}
             */
            value: "like" | "dislike";
        };
        ReactionResponse: {
            /**
             * @example like
             * @enum {string}
             */
            value: "like" | "dislike";
            /** @example 0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11 */
            movie_uuid: string;
        };
        SaveRatingDto: {
            /**
             * @description A whole number from 1 to 10.
             * @example 9
             */
            value: number;
        };
        RatingResponse: {
            /** @example 0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11 */
            movie_uuid: string;
            /** @example 9 */
            value: number;
        };
        FavoriteResponse: {
            /** @example 0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11 */
            movie_uuid: string;
            /** @example 2026-11-21T09:30:00.000Z */
            added_at: string;
        };
        CartMovie: {
            /** @example 0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11 */
            uuid: string;
            /** @example Heat */
            name: string;
            /**
             * @description The name again, as lines of orders call it.
             * @example Heat
             */
            title: string;
            /** @example 1995 */
            year: number;
            genres: components["schemas"]["MovieTerm"][];
            poster: components["schemas"]["MoviePoster"] | null;
        };
        CartItemResponse: {
            /**
             * @description Why it cannot be bought now; null for a film that can.
             * @example null
             * @enum {string|null}
             */
            reason: "deleted" | "already-purchased" | "in-open-order" | "withdrawn" | "not-on-sale-yet" | "sale-ended" | "region-locked" | "too-young" | null;
            movie: components["schemas"]["CartMovie"];
            /**
             * @description What it costs now.
             * @example 9.99
             */
            price: string;
            /** @example usd */
            currency: string;
            /**
             * @description Whether it can be bought now.
             * @example true
             */
            available: boolean;
            /** @example 2026-11-21T09:30:00.000Z */
            added_at: string;
        };
        CartResponse: {
            /** @description In the order in which they were put in. */
            items: components["schemas"]["CartItemResponse"][];
            /**
             * @description What the films cost that can be bought now.
             * @example 9.99
             */
            total_amount: string;
            /** @example usd */
            currency: string;
        };
        AddToCartDto: {
            /** @example 0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11 */
            movie_uuid: string;
        };
        CartOwner: {
            /** @example 17 */
            id: number;
            /** @example ada@mail.example */
            email: string;
        };
        AdminCartResponse: {
            /** @description In the order in which they were put in. */
            items: components["schemas"]["CartItemResponse"][];
            /**
             * @description What the films cost that can be bought now.
             * @example 9.99
             */
            total_amount: string;
            /** @example usd */
            currency: string;
            user: components["schemas"]["CartOwner"];
        };
        AdminCartPage: {
            items: components["schemas"]["AdminCartResponse"][];
            /** @example 1 */
            page: number;
            /** @example 20 */
            per_page: number;
            /**
             * @description How many items the whole list has.
             * @example 1
             */
            total_items: number;
            /** @example 1 */
            total_pages: number;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            prev_page: string | null;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            next_page: string | null;
        };
        OrderedConcessionDto: {
            /**
             * @description The cinema that they are picked up at; may be left out where there is one only.
             * @example 1
             */
            cinema_id?: number;
            /** @example 4 */
            item_id: number;
            /** @example 2 */
            quantity: number;
        };
        CreateOrderDto: {
            /**
             * @description Whether the films of the cart are ordered too. They are, unless holds or concessions are named.
             * @example true
             */
            include_cart?: boolean;
            /**
             * @description Seats that you hold, by the ids of the holds.
             * @example [
             *       12
             *     ]
             */
            hold_ids?: number[];
            /** @description Snacks and drinks to pick up; at most 200 pieces together. */
            concessions?: components["schemas"]["OrderedConcessionDto"][];
            /**
             * @description Whatever its case.
             * @example AUTUMN20
             */
            promo_code?: string;
            /**
             * @description Several codes, where the cinema takes more than one for an order: each takes off what the ones before it leave.
             * @example [
             *       "AUTUMN20",
             *       "STUDENT"
             *     ]
             */
            promo_codes?: string[];
            /**
             * @description How many of your bonus points pay a part; no more are taken than may pay for such an order.
             * @example 150
             */
            bonus_points?: number;
        };
        OrderLineSeat: {
            /** @example 17 */
            id: number;
            /** @example B */
            row: string;
            /** @example 4 */
            number: number;
            /** @example standard */
            category: string;
        };
        OrderLineScreening: {
            /** @example 8 */
            id: number;
            /** @example 2026-11-21T17:30:00.000Z */
            starts_at: string;
            /** @example Online Cinema Berlin */
            cinema: string;
            /** @example Hall 1 */
            hall: string;
        };
        OrderLineResponse: {
            /**
             * @description What kind of thing: `movie`, `seat` or `concession`.
             * @example movie
             */
            kind: string;
            /** @example 2041 */
            id: number;
            /** @example Heat (1995) */
            title: string;
            /** @example 1 */
            quantity: number;
            /**
             * @description What one piece cost when it was ordered; it never changes.
             * @example 9.99
             */
            price_at_order: string;
            /**
             * @description Taken off the whole line.
             * @example 0.00
             */
            discount: string;
            /**
             * @description What the line costs after its discount.
             * @example 9.99
             */
            net: string;
            /**
             * @description The part that points pay.
             * @example 0.00
             */
            bonus_amount: string;
            /**
             * @description Whether nothing of the line is left.
             * @example false
             */
            refunded: boolean;
            /** @example 0.00 */
            refunded_amount: string;
            /**
             * @description The film, where the line is for one.
             * @example 0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11
             */
            movie_uuid?: string;
            /** @description Where the line is for a seat. */
            seat?: components["schemas"]["OrderLineSeat"];
            /** @description Where the line is for a seat. */
            screening?: components["schemas"]["OrderLineScreening"];
            /**
             * @description The ticket, once a seat is paid; not any more when it was passed on to somebody else, or given back.
             * @example 7KQ4M-2XJ9P-HR3TW
             */
            ticket_code?: string;
            /**
             * @description What was ordered, where the line is for snacks or drinks.
             * @example 4
             */
            item_id?: number;
            /**
             * @description What snacks and drinks are picked up with, once they are paid.
             * @example K7M2QX
             */
            pickup_code?: string;
        };
        ExclusionResponse: {
            /** @example movie */
            kind: string;
            /**
             * @description What it is known by: a film's uuid, the id of a hold, or of a seat.
             * @example 0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11
             */
            ref: string;
            /** @example Heat (1995) */
            title: string;
            /** @example already-purchased */
            reason: string;
            /**
             * @description The open order that it is in, where that is the reason.
             * @example 1041
             */
            order_id?: number;
        };
        OrderResponse: {
            /**
             * @description An order that was refunded as a whole shows `canceled`, with `refund_state` `full`.
             * @example pending
             * @enum {string}
             */
            status: "pending" | "paid" | "canceled";
            /**
             * @example none
             * @enum {string}
             */
            refund_state: "none" | "partial" | "full";
            /** @example 1042 */
            id: number;
            lines: components["schemas"]["OrderLineResponse"][];
            /** @description What was asked for and could not be bought, and why. */
            excluded: components["schemas"]["ExclusionResponse"][];
            /** @example 0.00 */
            discounts: string;
            /**
             * @description After discounts.
             * @example 9.99
             */
            total_amount: string;
            /**
             * @description Paid with points.
             * @example 0.00
             */
            bonus_amount: string;
            /**
             * @description To be paid with money, or what was.
             * @example 9.99
             */
            amount_due: string;
            /** @example 0.00 */
            refunded_amount: string;
            /** @example usd */
            currency: string;
            /** @example 2026-11-21T09:30:00.000Z */
            created_at: string;
            /**
             * @description Until when it waits for its payment.
             * @example 2026-11-21T09:45:00.000Z
             */
            expires_at: string;
            /**
             * @description Null before it is paid.
             * @example 2026-11-21T09:31:12.000Z
             */
            paid_at: string | null;
        };
        OrderPage: {
            items: components["schemas"]["OrderResponse"][];
            /** @example 1 */
            page: number;
            /** @example 20 */
            per_page: number;
            /**
             * @description How many items the whole list has.
             * @example 1
             */
            total_items: number;
            /** @example 1 */
            total_pages: number;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            prev_page: string | null;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            next_page: string | null;
        };
        CheckoutDto: {
            /**
             * @description An amount of money: the new total that you agree to, after an answer of price-changed.
             * @example 8.99
             */
            accept_total?: string;
            /**
             * @description An id of `GET /payments/methods`; what the payment page offers by itself when left out.
             * @example card
             */
            payment_method?: string;
        };
        CheckoutResponse: {
            /**
             * @description Send the customer there; null where nothing was due, and the order is paid.
             * @example https://checkout.stripe.com/c/pay/cs_test_a1
             */
            checkout_url: string | null;
            /**
             * @description Until when the order waits for the payment.
             * @example 2026-11-21T09:45:00.000Z
             */
            expires_at: string;
            /**
             * @description `paid` where nothing was due.
             * @example pending
             */
            status: string;
        };
        RefundDto: {
            /** @example Bought it twice by mistake. */
            reason?: string;
            /**
             * @description The ids of the lines; everything that is left when left out.
             * @example [
             *       2041
             *     ]
             */
            lines?: number[];
        };
        AdminOrderResponse: {
            /**
             * @description An order that was refunded as a whole shows `canceled`, with `refund_state` `full`.
             * @example pending
             * @enum {string}
             */
            status: "pending" | "paid" | "canceled";
            /**
             * @example none
             * @enum {string}
             */
            refund_state: "none" | "partial" | "full";
            /** @example 1042 */
            id: number;
            lines: components["schemas"]["OrderLineResponse"][];
            /** @description What was asked for and could not be bought, and why. */
            excluded: components["schemas"]["ExclusionResponse"][];
            /** @example 0.00 */
            discounts: string;
            /**
             * @description After discounts.
             * @example 9.99
             */
            total_amount: string;
            /**
             * @description Paid with points.
             * @example 0.00
             */
            bonus_amount: string;
            /**
             * @description To be paid with money, or what was.
             * @example 9.99
             */
            amount_due: string;
            /** @example 0.00 */
            refunded_amount: string;
            /** @example usd */
            currency: string;
            /** @example 2026-11-21T09:30:00.000Z */
            created_at: string;
            /**
             * @description Until when it waits for its payment.
             * @example 2026-11-21T09:45:00.000Z
             */
            expires_at: string;
            /**
             * @description Null before it is paid.
             * @example 2026-11-21T09:31:12.000Z
             */
            paid_at: string | null;
            /**
             * @description Null for a sale to somebody who walked in.
             * @example 17
             */
            user_id: number | null;
            /**
             * @description The cashier who sold it; null for what was ordered online.
             * @example 23
             */
            seller_id: number | null;
            /**
             * @description Of the account, or left at the counter. Null where nobody is known, or the account was deleted.
             * @example ada@mail.example
             */
            email: string | null;
        };
        AdminOrderPage: {
            items: components["schemas"]["AdminOrderResponse"][];
            /** @example 1 */
            page: number;
            /** @example 20 */
            per_page: number;
            /**
             * @description How many items the whole list has.
             * @example 1
             */
            total_items: number;
            /** @example 1 */
            total_pages: number;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            prev_page: string | null;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            next_page: string | null;
        };
        OrderEventResponse: {
            /** @example pending */
            from: string | null;
            /** @example paid */
            to: string;
            /** @example paid */
            reason: string;
            /**
             * @description The account that did it; null for the program itself.
             * @example 17
             */
            actor_id: number | null;
            /** @example 2026-11-21T09:31:12.000Z */
            at: string;
        };
        AdminOrderDetailResponse: {
            /**
             * @description An order that was refunded as a whole shows `canceled`, with `refund_state` `full`.
             * @example pending
             * @enum {string}
             */
            status: "pending" | "paid" | "canceled";
            /**
             * @example none
             * @enum {string}
             */
            refund_state: "none" | "partial" | "full";
            /** @example 1042 */
            id: number;
            lines: components["schemas"]["OrderLineResponse"][];
            /** @description What was asked for and could not be bought, and why. */
            excluded: components["schemas"]["ExclusionResponse"][];
            /** @example 0.00 */
            discounts: string;
            /**
             * @description After discounts.
             * @example 9.99
             */
            total_amount: string;
            /**
             * @description Paid with points.
             * @example 0.00
             */
            bonus_amount: string;
            /**
             * @description To be paid with money, or what was.
             * @example 9.99
             */
            amount_due: string;
            /** @example 0.00 */
            refunded_amount: string;
            /** @example usd */
            currency: string;
            /** @example 2026-11-21T09:30:00.000Z */
            created_at: string;
            /**
             * @description Until when it waits for its payment.
             * @example 2026-11-21T09:45:00.000Z
             */
            expires_at: string;
            /**
             * @description Null before it is paid.
             * @example 2026-11-21T09:31:12.000Z
             */
            paid_at: string | null;
            /**
             * @description Null for a sale to somebody who walked in.
             * @example 17
             */
            user_id: number | null;
            /**
             * @description The cashier who sold it; null for what was ordered online.
             * @example 23
             */
            seller_id: number | null;
            /**
             * @description Of the account, or left at the counter. Null where nobody is known, or the account was deleted.
             * @example ada@mail.example
             */
            email: string | null;
            events: components["schemas"]["OrderEventResponse"][];
        };
        ModeratorRefundDto: {
            /**
             * @description The ids of the lines; everything that is left when left out.
             * @example [
             *       2041
             *     ]
             */
            lines?: number[];
            /** @example The sound was missing for half of the film. */
            reason: string;
        };
        ReceivedResponse: {
            /** @example true */
            received: boolean;
        };
        PaymentMethodResponse: {
            /**
             * @description For `payment_method` of `POST /orders/{id}/checkout`.
             * @example card
             */
            id: string;
            /** @example Card */
            name: string;
            /** @example Credit and debit cards, on the page of our payment provider Stripe. We never see the number. */
            description: string;
        };
        PaymentMethodsResponse: {
            items: components["schemas"]["PaymentMethodResponse"][];
            /**
             * @description For people.
             * @example Choose one, or let the payment page decide.
             */
            message: string;
        };
        LandingResponse: {
            /**
             * @description Null where it is not known.
             * @example 1042
             */
            order_id: number | null;
            /** @example Thank you. Your payment for order 1042 is on its way to us. */
            message: string;
        };
        PaymentItemResponse: {
            /** @example 2041 */
            order_item_id: number;
            /** @example Heat (1995) */
            title: string;
            /**
             * @description What was paid for it with money.
             * @example 9.99
             */
            price_at_payment: string;
        };
        PaymentResponse: {
            /**
             * @description `canceled` was declined; `refunded` was given back as a whole.
             * @example successful
             * @enum {string}
             */
            status: "successful" | "canceled" | "refunded";
            /**
             * @description `stripe` was paid online, `cash` and `terminal` (a card) at the counter.
             * @example stripe
             * @enum {string}
             */
            method: "stripe" | "cash" | "terminal" | "points";
            /**
             * @description What the payment provider knows it by; null for what was paid at the counter.
             * @example pi_3QxT2eLkdIwHu7ix0c1B2a3D
             */
            external_payment_id: string | null;
            /** @description Empty for a payment that was declined, and for money that could not be used and went back. */
            items: components["schemas"]["PaymentItemResponse"][];
            /** @example 311 */
            id: number;
            /** @example 1042 */
            order_id: number;
            /** @example 9.99 */
            amount: string;
            /**
             * @description Given back, or on its way back.
             * @example 0.00
             */
            refunded_amount: string;
            /** @example usd */
            currency: string;
            /**
             * @description For a payment that was declined: what to try next.
             * @example There is not enough money on the card. Try another card, or pay once it is topped up.
             */
            advice?: string;
            /** @example 2026-11-21T09:31:12.000Z */
            created_at: string;
        };
        PaymentPage: {
            items: components["schemas"]["PaymentResponse"][];
            /** @example 1 */
            page: number;
            /** @example 20 */
            per_page: number;
            /**
             * @description How many items the whole list has.
             * @example 1
             */
            total_items: number;
            /** @example 1 */
            total_pages: number;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            prev_page: string | null;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            next_page: string | null;
        };
        AdminPaymentResponse: {
            /**
             * @description `canceled` was declined; `refunded` was given back as a whole.
             * @example successful
             * @enum {string}
             */
            status: "successful" | "canceled" | "refunded";
            /**
             * @description `stripe` was paid online, `cash` and `terminal` (a card) at the counter.
             * @example stripe
             * @enum {string}
             */
            method: "stripe" | "cash" | "terminal" | "points";
            /**
             * @description What the payment provider knows it by; null for what was paid at the counter.
             * @example pi_3QxT2eLkdIwHu7ix0c1B2a3D
             */
            external_payment_id: string | null;
            /** @description Empty for a payment that was declined, and for money that could not be used and went back. */
            items: components["schemas"]["PaymentItemResponse"][];
            /**
             * @description Null for a sale to somebody who walked in.
             * @example 17
             */
            user_id: number | null;
            /**
             * @description Of the account, or left at the counter. Null where nobody is known, or the account was deleted.
             * @example ada@mail.example
             */
            email: string | null;
            /**
             * @description `fulfilled`, or why the money could not be used and goes back: `paid-already`, `too-late`, `mismatch`. Null for a payment that was declined.
             * @example fulfilled
             */
            settlement: string | null;
            /**
             * @description Why the bank declined it.
             * @example null
             */
            decline_code: string | null;
            /** @example 311 */
            id: number;
            /** @example 1042 */
            order_id: number;
            /** @example 9.99 */
            amount: string;
            /**
             * @description Given back, or on its way back.
             * @example 0.00
             */
            refunded_amount: string;
            /** @example usd */
            currency: string;
            /**
             * @description For a payment that was declined: what to try next.
             * @example There is not enough money on the card. Try another card, or pay once it is topped up.
             */
            advice?: string;
            /** @example 2026-11-21T09:31:12.000Z */
            created_at: string;
        };
        AdminPaymentPage: {
            items: components["schemas"]["AdminPaymentResponse"][];
            /** @example 1 */
            page: number;
            /** @example 20 */
            per_page: number;
            /**
             * @description How many items the whole list has.
             * @example 1
             */
            total_items: number;
            /** @example 1 */
            total_pages: number;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            prev_page: string | null;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            next_page: string | null;
        };
        FreeSlot: {
            /**
             * @description The first moment at which the film can begin.
             * @example 2026-11-21T20:35:00.000Z
             */
            from: string;
            /**
             * @description The last one.
             * @example 2026-11-21T22:59:00.000Z
             */
            until: string;
            /** @example 2026-11-21T21:35:00+01:00 */
            local_from: string;
            /** @example 2026-11-21T23:59:00+01:00 */
            local_until: string;
        };
        FreeSlotsResponse: {
            /** @example 3 */
            hall_id: number;
            /** @example 2026-11-21 */
            date: string;
            /**
             * @description How long the film keeps the hall, trailers and cleaning included, in minutes.
             * @example 185
             */
            minutes: number;
            items: components["schemas"]["FreeSlot"][];
        };
        ScreeningCinema: {
            /** @example 1 */
            id: number;
            /** @example Lichtspielhaus */
            name: string;
            /** @example Kastanienallee 7, 10435 Berlin */
            address: string;
            /**
             * @description IANA.
             * @example Europe/Berlin
             */
            time_zone: string;
        };
        ScreeningHall: {
            /**
             * @example imax
             * @enum {string}
             */
            type: "standard" | "vip" | "imax" | "4dx";
            /** @example 3 */
            id: number;
            /** @example 1 */
            cinema_id: number;
            /** @example Saal 1 */
            name: string;
            /** @example 182 */
            capacity: number;
        };
        ScreeningMovie: {
            /** @example 0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11 */
            uuid: string;
            /** @example Heat */
            name: string;
            /** @example 1995 */
            year: number;
            /**
             * @description Running time in minutes.
             * @example 170
             */
            time: number;
            /** @example R */
            certification: string;
            /** @example 17 */
            min_age: number | null;
            poster: components["schemas"]["MoviePoster"] | null;
        };
        ScreeningResponse: {
            /**
             * @example scheduled
             * @enum {string}
             */
            status: "scheduled" | "canceled";
            /**
             * @example 2D
             * @enum {string}
             */
            format: "2D" | "3D";
            /** @example 17 */
            id: number;
            /** @example 2026-11-21T17:30:00.000Z */
            starts_at: string;
            /**
             * @description When trailers and film are over.
             * @example 2026-11-21T20:20:00.000Z
             */
            ends_at: string;
            /**
             * @description When the hall is clean again.
             * @example 2026-11-21T20:35:00.000Z
             */
            occupied_until: string;
            /**
             * @description The start on the clocks of the cinema.
             * @example 2026-11-21T18:30:00+01:00
             */
            local_start: string;
            /**
             * @description The day of the start, in the time zone of the cinema.
             * @example 2026-11-21
             */
            local_date: string;
            /** @example 1 */
            cinema_id: number;
            /** @example 3 */
            hall_id: number;
            /** @example 0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11 */
            movie_uuid: string;
            /**
             * @description What a seat costs before the price list of the cinema.
             * @example 12.00
             */
            base_price: string;
            /** @example usd */
            currency: string;
            /** @example en */
            language: string | null;
            /** @example de */
            subtitles: string | null;
            /**
             * @description Minutes between the end and the next start in the hall.
             * @example 15
             */
            cleaning_minutes: number;
            /**
             * @description When the sale begins; null where it has begun with the programme.
             * @example 2026-11-01T09:00:00.000Z
             */
            sales_start: string | null;
            /**
             * @description When the sale online ends; null where it ends with the start.
             * @example 2026-11-21T17:15:00.000Z
             */
            sales_end: string | null;
            /**
             * @description Whether seats are sold online at this moment, as far as there are any.
             * @example true
             */
            on_sale: boolean;
            /** @example 120 */
            free_seats: number;
            /** @example 7 */
            series_id: number | null;
            /** @example 2026-11-21T09:30:00.000Z */
            canceled_at: string | null;
            /** @example The projector is broken. */
            cancel_reason: string | null;
            cinema: components["schemas"]["ScreeningCinema"];
            hall: components["schemas"]["ScreeningHall"];
            movie: components["schemas"]["ScreeningMovie"];
        };
        ScreeningPage: {
            items: components["schemas"]["ScreeningResponse"][];
            /** @example 1 */
            page: number;
            /** @example 20 */
            per_page: number;
            /**
             * @description How many items the whole list has.
             * @example 1
             */
            total_items: number;
            /** @example 1 */
            total_pages: number;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            prev_page: string | null;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            next_page: string | null;
        };
        CreateScreeningDto: {
            /**
             * @description An amount of money: 0 or an amount from 0.50 to 10000.00.
             * @example 12.00
             */
            base_price: string;
            /**
             * @description What is spoken.
             * @example en
             */
            language?: string | null;
            /**
             * @description What is written below the picture; leave it out where nothing is.
             * @example de
             */
            subtitles?: string | null;
            /**
             * @example 2D
             * @enum {string}
             */
            format?: "2D" | "3D";
            /**
             * @description With its offset, or without one on the clocks of the cinema. A local time that the clocks are put forward over is refused; one that
             *     comes twice, as they are put back, needs its offset.
             * @example 2026-11-21T18:30:00+01:00
             */
            starts_at: string;
            /**
             * @description When the sale begins, written as `starts_at`; leave it out to sell from now on.
             * @example 2026-11-01T10:00
             */
            sales_start?: string | null;
            /**
             * @description When the sale online ends, written as `starts_at`; leave it out to sell until the start.
             * @example 2026-11-21T18:15
             */
            sales_end?: string | null;
            /** @example 3 */
            hall_id: number;
            /**
             * Format: uuid
             * @example 0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11
             */
            movie_uuid: string;
            /**
             * @description Minutes between the end and the next start in the hall; leave it out for what the hall needs.
             * @example 20
             */
            cleaning_minutes?: number | null;
        };
        CreateSeriesDto: {
            /**
             * @description An amount of money: 0 or an amount from 0.50 to 10000.00.
             * @example 12.00
             */
            base_price: string;
            /**
             * @description What is spoken.
             * @example en
             */
            language?: string | null;
            /**
             * @description What is written below the picture; leave it out where nothing is.
             * @example de
             */
            subtitles?: string | null;
            /**
             * @example 2D
             * @enum {string}
             */
            format?: "2D" | "3D";
            /**
             * @description Days of the week: 1 is Monday.
             * @example [
             *       5,
             *       6
             *     ]
             */
            weekdays: number[];
            /**
             * @description Starts on each of these days, on the clocks of the cinema.
             * @example [
             *       "18:00",
             *       "21:00"
             *     ]
             */
            times: string[];
            /**
             * @description The first date, on the calendar of the cinema.
             * @example 2026-11-20
             */
            from: string;
            /**
             * @description The last date.
             * @example 2026-12-17
             */
            until: string;
            /**
             * @description Dates that are left out.
             * @example [
             *       "2026-12-04"
             *     ]
             */
            except?: string[] | null;
            /**
             * @description Shows what would be added and what it would meet, and adds nothing.
             * @example true
             */
            dry_run?: boolean;
            /** @example 3 */
            hall_id: number;
            /**
             * Format: uuid
             * @example 0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11
             */
            movie_uuid: string;
            /**
             * @description Minutes between the end and the next start in the hall; leave it out for what the hall needs.
             * @example 20
             */
            cleaning_minutes?: number | null;
        };
        ClashResponse: {
            /**
             * @description Null for another screening of the same series.
             * @example 17
             */
            screening_id: number | null;
            /** @example Heat */
            movie: string;
            /** @example 2026-11-21T18:30:00+01:00 */
            starts_at: string;
            /** @example 2026-11-21T21:35:00+01:00 */
            occupied_until: string;
        };
        SeriesScreening: {
            /**
             * @description Null while it has not been added.
             * @example 18
             */
            id: number | null;
            /**
             * @description Null where the local time does not exist, or comes twice.
             * @example 2026-11-21T17:30:00.000Z
             */
            starts_at: string | null;
            /** @example 2026-11-21T20:20:00.000Z */
            ends_at: string | null;
            /** @example 2026-11-21T20:35:00.000Z */
            occupied_until: string | null;
            /** @example 2026-11-21T18:30:00+01:00 */
            local_start: string;
            /** @description What it would meet in the hall. */
            clashes: components["schemas"]["ClashResponse"][];
            /**
             * @description Where it would meet something: from when on the hall is free for long enough, on the clocks of the cinema.
             * @example 2026-11-22T22:10:00+01:00
             */
            next_free_start: string | null;
            /**
             * @description Why it cannot be added, apart from clashes.
             * @example 2026-03-29 at 02:30 does not exist on the clocks of the cinema.
             */
            problem: string | null;
        };
        SeriesResponse: {
            /**
             * @description Null after a dry run.
             * @example 4
             */
            id: number | null;
            /** @example false */
            dry_run: boolean;
            /**
             * @description Whether it was, or could be, added as it is.
             * @example true
             */
            possible: boolean;
            /** @description The earliest first. */
            screenings: components["schemas"]["SeriesScreening"][];
        };
        UpdateScreeningDto: {
            /**
             * @description An amount of money: 0 or an amount from 0.50 to 10000.00.
             * @example 12.00
             */
            base_price?: string;
            /**
             * @description What is spoken.
             * @example en
             */
            language?: string | null;
            /**
             * @description What is written below the picture; leave it out where nothing is.
             * @example de
             */
            subtitles?: string | null;
            /**
             * @example 2D
             * @enum {string}
             */
            format?: "2D" | "3D";
            /** @example 3 */
            hall_id?: number;
            /**
             * Format: uuid
             * @example 0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11
             */
            movie_uuid?: string;
            /**
             * @description Minutes between the end and the next start in the hall; leave it out for what the hall needs.
             * @example 20
             */
            cleaning_minutes?: number | null;
            /**
             * @description With its offset, or without one on the clocks of the cinema. A local time that the clocks are put forward over is refused; one that
             *     comes twice, as they are put back, needs its offset.
             * @example 2026-11-21T18:30:00+01:00
             */
            starts_at?: string;
            /**
             * @description When the sale begins, written as `starts_at`; leave it out to sell from now on.
             * @example 2026-11-01T10:00
             */
            sales_start?: string | null;
            /**
             * @description When the sale online ends, written as `starts_at`; leave it out to sell until the start.
             * @example 2026-11-21T18:15
             */
            sales_end?: string | null;
        };
        CancelScreeningDto: {
            /**
             * @description For those who had tickets; it is in the message to them.
             * @example The projector is broken.
             */
            reason?: string | null;
        };
        OpeningHoursDto: {
            /**
             * @description 1 is Monday, 7 is Sunday.
             * @example 5
             */
            weekday: number;
            /** @example 11:00 */
            opens: string;
            /**
             * @description Not after `opens` where it closes after midnight.
             * @example 00:30
             */
            closes: string;
        };
        CinemaResponse: {
            /**
             * @description Degrees north.
             * @example 50.4534
             */
            latitude: number | null;
            /**
             * @description Degrees east.
             * @example 30.5164
             */
            longitude: number | null;
            /** @description Null where nobody has said. */
            opening_hours: components["schemas"]["OpeningHoursDto"][] | null;
            /** @example 1 */
            id: number;
            /** @example Cinema on the Square */
            name: string;
            /** @example Sofiivska Square 3, Kyiv */
            address: string;
            /**
             * @description IANA; the days and times of the programme are those of this zone.
             * @example Europe/Kyiv
             */
            time_zone: string;
        };
        CinemaPage: {
            items: components["schemas"]["CinemaResponse"][];
            /** @example 1 */
            page: number;
            /** @example 20 */
            per_page: number;
            /**
             * @description How many items the whole list has.
             * @example 1
             */
            total_items: number;
            /** @example 1 */
            total_pages: number;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            prev_page: string | null;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            next_page: string | null;
        };
        CreateCinemaDto: {
            /**
             * @description Unique, whatever its case.
             * @example Cinema on the Square
             */
            name: string;
            /** @example Sofiivska Square 3, Kyiv */
            address: string;
            /**
             * @description Degrees north; with `longitude` or not at all.
             * @example 50.4534
             */
            latitude?: number | null;
            /**
             * @description Degrees east.
             * @example 30.5164
             */
            longitude?: number | null;
            opening_hours?: components["schemas"]["OpeningHoursDto"][] | null;
            /**
             * @description The name of an IANA time zone. It cannot change while screenings are coming.
             * @example Europe/Kyiv
             */
            time_zone: string;
        };
        UpdateCinemaDto: {
            /**
             * @description Unique, whatever its case.
             * @example Cinema on the Square
             */
            name?: string;
            /** @example Sofiivska Square 3, Kyiv */
            address?: string;
            /**
             * @description Degrees north; with `longitude` or not at all.
             * @example 50.4534
             */
            latitude?: number | null;
            /**
             * @description Degrees east.
             * @example 30.5164
             */
            longitude?: number | null;
            opening_hours?: components["schemas"]["OpeningHoursDto"][] | null;
            /**
             * @description The name of an IANA time zone. It cannot change while screenings are coming.
             * @example Europe/Kyiv
             */
            time_zone?: string;
        };
        HallResponse: {
            /** @example 1 */
            id: number;
            /** @example 1 */
            cinema_id: number;
            /** @example Hall 1 */
            name: string;
            /**
             * @description `standard`, `vip`, `imax` or `4dx`.
             * @example imax
             */
            type: string;
            /**
             * @description How long the hall is cleaned after a screening.
             * @example 15
             */
            cleaning_minutes: number;
            /**
             * @description How many seats it has.
             * @example 180
             */
            capacity: number;
        };
        HallPage: {
            items: components["schemas"]["HallResponse"][];
            /** @example 1 */
            page: number;
            /** @example 20 */
            per_page: number;
            /**
             * @description How many items the whole list has.
             * @example 1
             */
            total_items: number;
            /** @example 1 */
            total_pages: number;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            prev_page: string | null;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            next_page: string | null;
        };
        CreateHallDto: {
            /**
             * @description Unique in its cinema, whatever its case.
             * @example Hall 1
             */
            name: string;
            /**
             * @description `standard` unless it is said.
             * @example imax
             * @enum {string}
             */
            type?: "standard" | "vip" | "imax" | "4dx";
            /**
             * @description How long the hall is cleaned after a screening. Screenings that there are keep theirs.
             * @default 15
             */
            cleaning_minutes: number;
        };
        CreateHallInCinemaDto: {
            /**
             * @description Unique in its cinema, whatever its case.
             * @example Hall 1
             */
            name: string;
            /**
             * @description `standard` unless it is said.
             * @example imax
             * @enum {string}
             */
            type?: "standard" | "vip" | "imax" | "4dx";
            /**
             * @description How long the hall is cleaned after a screening. Screenings that there are keep theirs.
             * @default 15
             */
            cleaning_minutes: number;
            /** @example 1 */
            cinema_id: number;
        };
        UpdateHallDto: {
            /**
             * @description Unique in its cinema, whatever its case.
             * @example Hall 1
             */
            name?: string;
            /**
             * @description `standard` unless it is said.
             * @example imax
             * @enum {string}
             */
            type?: "standard" | "vip" | "imax" | "4dx";
            /**
             * @description How long the hall is cleaned after a screening. Screenings that there are keep theirs.
             * @default 15
             */
            cleaning_minutes: number;
        };
        LayoutSeatResponse: {
            /**
             * @description Stays with row and number, whatever else changes.
             * @example 31
             */
            id: number;
            /** @example 1 */
            number: number;
            /**
             * @description `standard`, `comfort`, `premium` or `loveseat`.
             * @example standard
             */
            category: string;
            /** @example false */
            accessible: boolean;
            /** @example false */
            companion: boolean;
            /** @example 0 */
            gap_before: number;
        };
        LayoutRowResponse: {
            seats: components["schemas"]["LayoutSeatResponse"][];
            /** @example A */
            row: string;
            /** @example 0 */
            aisle_before: number;
        };
        LayoutResponse: {
            rows: components["schemas"]["LayoutRowResponse"][];
            /** @example 1 */
            hall_id: number;
            /** @example 180 */
            capacity: number;
        };
        LayoutSeatDto: {
            /**
             * @description `standard` unless it is said.
             * @example standard
             * @enum {string}
             */
            category?: "standard" | "comfort" | "premium" | "loveseat";
            /**
             * @description For a wheelchair.
             * @default false
             * @example false
             */
            accessible: boolean;
            /**
             * @description Beside one for a wheelchair.
             * @default false
             * @example false
             */
            companion: boolean;
            /**
             * @description How many places are left empty before it; `true` means one.
             * @default 0
             * @example 0
             */
            gap_before: number;
            /**
             * @description Unique in its row, which need not count from left to right.
             * @example 1
             */
            number: number;
        };
        LayoutRowDto: {
            /**
             * @description How many rows are left empty before it.
             * @default 0
             * @example 0
             */
            aisle_before: number;
            seats: components["schemas"]["LayoutSeatDto"][];
            /**
             * @description One to four capital letters and digits, unique in the hall.
             * @example A
             */
            row: string;
        };
        SaveLayoutDto: {
            rows?: components["schemas"]["LayoutRowDto"][];
            /**
             * @description One line for each row, the one next to the screen first: its label, a colon, and its seats from left to right, which are numbered from 1. A seat is a letter: `s` standard, `c` comfort, `p` premium, `l` loveseat; `*` after it makes it accessible for a wheelchair, `+` the seat of a companion. `_` leaves a place empty, a blank line leaves a row empty (an aisle), spaces mean nothing. Several rows that are alike share a line: `A-F: ssss__ssss`, or `1-12: …`.
             * @example A-C: ss_ssss_ss
             *
             *     D: s*s+_pppp_ll
             */
            text?: string;
        };
        PriceRuleDto: {
            /**
             * @example premium
             * @enum {string}
             */
            seat_category?: "standard" | "comfort" | "premium" | "loveseat";
            /**
             * @example imax
             * @enum {string}
             */
            hall_type?: "standard" | "vip" | "imax" | "4dx";
            /**
             * @description On which days, in the cinema’s time: 1 is Monday, 7 is Sunday.
             * @example [
             *       5,
             *       6,
             *       7
             *     ]
             */
            weekdays?: number[];
            /**
             * @example adult
             * @enum {string}
             */
            audience?: "adult" | "child" | "student" | "senior";
            /**
             * @description Multiplies the price; from 0 to 10, at most four decimals. All rules that fit multiply.
             * @example 1.25
             */
            factor?: string;
            /** @description Stands in for the base price of the screening; 0 or an amount from 0.50 to 10000.00. Of the rules that fit, the last one counts. */
            price?: string;
            /**
             * @description For screenings that begin at this time or later, in the cinema's time.
             * @example 17:00
             */
            from?: string;
            /**
             * @description For screenings that begin before this time; earlier than `from` where the span runs over midnight.
             * @example 23:00
             */
            until?: string;
        };
        PriceListResponse: {
            /**
             * @example [
             *       {
             *         "seat_category": "premium",
             *         "factor": "1.25"
             *       },
             *       {
             *         "audience": "child",
             *         "price": "7.00"
             *       },
             *       {
             *         "weekdays": [
             *           6
             *         ],
             *         "from": "18:00",
             *         "factor": "1.1"
             *       }
             *     ]
             */
            rules: components["schemas"]["PriceRuleDto"][];
            /** @example 1 */
            cinema_id: number;
            /** @example usd */
            currency: string;
        };
        SavePriceListDto: {
            /**
             * @example [
             *       {
             *         "seat_category": "premium",
             *         "factor": "1.25"
             *       },
             *       {
             *         "audience": "child",
             *         "price": "7.00"
             *       },
             *       {
             *         "weekdays": [
             *           6
             *         ],
             *         "from": "18:00",
             *         "factor": "1.1"
             *       }
             *     ]
             */
            rules: components["schemas"]["PriceRuleDto"][];
        };
        BlockSeatsDto: {
            /**
             * @example [
             *       31,
             *       32
             *     ]
             */
            seat_ids: number[];
            /**
             * @description Why, for those who work here.
             * @example The projectors stand is in the way
             */
            reason: string;
        };
        SeatStateResponse: {
            /**
             * @example blocked
             * @enum {string}
             */
            state: "free" | "held" | "sold" | "blocked";
            /** @example 31 */
            id: number;
        };
        SeatStatesResponse: {
            seats: components["schemas"]["SeatStateResponse"][];
            /** @example 17 */
            screening_id: number;
        };
        UnblockSeatsDto: {
            /**
             * @example [
             *       31,
             *       32
             *     ]
             */
            seat_ids: number[];
            /** @example The stand is gone */
            reason?: string;
        };
        SeatMapItemResponse: {
            /**
             * @description Seats of open orders are `held`.
             * @example free
             * @enum {string}
             */
            state: "free" | "held" | "sold" | "blocked";
            /** @example 31 */
            id: number;
            /** @example B */
            row: string;
            /** @example 4 */
            number: number;
            /**
             * @description `standard`, `comfort`, `premium` or `loveseat`.
             * @example standard
             */
            category: string;
            /**
             * @description For a wheelchair.
             * @example false
             */
            accessible: boolean;
            /**
             * @description Beside one for a wheelchair.
             * @example false
             */
            companion: boolean;
            /**
             * @description How many rows there are before its own, counted from the screen, empty ones included.
             * @example 1
             */
            row_position: number;
            /**
             * @description How many places there are before it in its row, empty ones included: neighbours differ by one.
             * @example 3
             */
            position: number;
            /** @example 12.00 */
            price: string;
            /** @example usd */
            currency: string;
        };
        SeatMapResponse: {
            items: components["schemas"]["SeatMapItemResponse"][];
            /** @example 17 */
            screening_id: number;
        };
        SellDto: {
            /**
             * @description For whom the seats are; prices may depend on it. `adult` where it is left out.
             * @example adult
             * @enum {string}
             */
            audience?: "adult" | "child" | "student" | "senior";
            /**
             * @description What it was paid with; a card goes into the terminal beside the till.
             * @example cash
             * @enum {string}
             */
            method: "cash" | "card";
            /**
             * Format: email
             * @description Where the tickets and a confirmation are mailed to. Where an account has it, the order is the account's.
             * @example ada@mail.example
             */
            customer_email?: string;
            /**
             * @description With `seat_ids`; may be left out where snacks are sold alone.
             * @example 8
             */
            screening_id?: number;
            /**
             * @description The seats, by their ids in the seat map. All of them are sold, or none.
             * @example [
             *       17,
             *       18
             *     ]
             */
            seat_ids?: number[];
            /** @description Snacks and drinks; they are handed over at once. */
            concessions?: components["schemas"]["OrderedConcessionDto"][];
            /**
             * @description Whatever its case. Codes that are limited for each person need the e-mail of an account.
             * @example AUTUMN20
             */
            promo_code?: string;
            /**
             * @description Several codes, where the cinema takes more than one for an order.
             * @example [
             *       "AUTUMN20",
             *       "STUDENT"
             *     ]
             */
            promo_codes?: string[];
        };
        CounterPaymentItemResponse: {
            /** @example 2041 */
            order_item_id: number;
            /** @example 12.00 */
            price_at_payment: string;
        };
        CounterPaymentResponse: {
            /**
             * @example cash
             * @enum {string}
             */
            method: "cash" | "card";
            /**
             * @description Null: no payment provider knows of it.
             * @example null
             */
            external_payment_id: string | null;
            /** @example 311 */
            id: number;
            /** @example 1042 */
            order_id: number;
            /** @example 24.00 */
            amount: string;
            /**
             * @description Given back, or waiting to be handed out.
             * @example 0.00
             */
            refunded_amount: string;
            /**
             * @description The part of it that waits: given back online, by a moderator, or because the screening was canceled.
             *     `POST /box-office/sales/{order_id}/payout` hands it out.
             * @example 0.00
             */
            waiting_amount: string;
            /** @example usd */
            currency: string;
            /**
             * @description `successful`, or `refunded` where all of it was given back.
             * @example successful
             */
            status: string;
            items: components["schemas"]["CounterPaymentItemResponse"][];
            /** @example 2026-11-21T17:31:12.000Z */
            created_at: string;
        };
        TicketMovieResponse: {
            /** @example 0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11 */
            uuid: string;
            /** @example Heat */
            name: string;
            /** @example 1995 */
            year: number;
        };
        TicketHallResponse: {
            /** @example 3 */
            id: number;
            /** @example Hall 1 */
            name: string;
            /** @example standard */
            type: string;
        };
        TicketCinemaResponse: {
            /** @example 2 */
            id: number;
            /** @example Kino am Eck */
            name: string;
            /** @example Hauptstraße 1, 10115 Berlin */
            address: string;
            /**
             * @description IANA.
             * @example Europe/Berlin
             */
            time_zone: string;
        };
        TicketScreeningResponse: {
            /** @example 12 */
            id: number;
            /** @example scheduled */
            status: string;
            /** @example 2026-11-21T17:30:00.000Z */
            starts_at: string;
            /** @example 2026-11-21T20:20:00.000Z */
            ends_at: string;
            /** @example en */
            language: string | null;
            /** @example de */
            subtitles: string | null;
            /** @example 2D */
            format: string;
            movie: components["schemas"]["TicketMovieResponse"];
            hall: components["schemas"]["TicketHallResponse"];
            cinema: components["schemas"]["TicketCinemaResponse"];
        };
        TicketSeatResponse: {
            /**
             * @example standard
             * @enum {string}
             */
            category: "standard" | "comfort" | "premium" | "loveseat";
            /** @example 34 */
            id: number;
            /** @example B */
            row: string;
            /** @example 4 */
            number: number;
        };
        PrintableTicketResponse: {
            /**
             * @description `used` once somebody was let in with it.
             * @example valid
             * @enum {string}
             */
            status: "valid" | "used" | "refunded";
            /**
             * @example adult
             * @enum {string}
             */
            audience: "adult" | "child" | "student" | "senior";
            /**
             * @description Where the page to print is; null for a ticket that was given back.
             * @example /tickets/ABCDEFGHJKLMNPQR.pdf
             */
            pdf: string | null;
            /** @example ABCDEFGHJKLMNPQR */
            code: string;
            /**
             * @description What its QR says; `GET /tickets/verification-key` explains it. Null once the ticket was refunded.
             * @example OC1.2026a.ABCDEFGHJKLMNPQR.12.34.1763757000.m0q…
             */
            qr: string | null;
            screening: components["schemas"]["TicketScreeningResponse"];
            seat: components["schemas"]["TicketSeatResponse"];
            /** @example 12.50 */
            price: string;
            /** @example usd */
            currency: string;
            /** @example 1042 */
            order_id: number;
            /**
             * @description The cashier who sold it; null for what was ordered online.
             * @example 2
             */
            seller_id: number | null;
            /**
             * @description When somebody was let in with it for the first time.
             * @example 2026-11-22T09:55:00.000Z
             */
            checked_in_at: string | null;
            /**
             * @description Whether whoever was let in is inside.
             * @example false
             */
            inside: boolean;
            /**
             * @description When it was passed on for the last time.
             * @example 2026-11-20T18:00:00.000Z
             */
            transferred_at: string | null;
            /** @example 2026-11-20T18:05:00.000Z */
            refunded_at: string | null;
            /** @example 2026-11-20T09:31:12.000Z */
            created_at: string;
        };
        SaleResponse: {
            /** @description Null where nothing was due. */
            payment: components["schemas"]["CounterPaymentResponse"] | null;
            order: components["schemas"]["OrderResponse"];
            /** @description Those that were given back among them. */
            tickets: components["schemas"]["PrintableTicketResponse"][];
        };
        TillEntryResponse: {
            /**
             * @example sale
             * @enum {string}
             */
            kind: "sale" | "refund";
            /**
             * @example cash
             * @enum {string}
             */
            method: "cash" | "card";
            /** @example 907 */
            id: number;
            /** @example 31 */
            shift_id: number;
            /** @example 24.00 */
            amount: string;
            /** @example usd */
            currency: string;
            /** @example 1042 */
            order_id: number;
            /**
             * @description What the order is for.
             * @example [
             *       "Heat (1995), Hall 1, row B seat 4, 2026-11-21 18:30"
             *     ]
             */
            titles: string[];
            /** @example 2026-11-21T17:31:12.000Z */
            created_at: string;
        };
        TillEntryPage: {
            items: components["schemas"]["TillEntryResponse"][];
            /** @example 1 */
            page: number;
            /** @example 20 */
            per_page: number;
            /**
             * @description How many items the whole list has.
             * @example 1
             */
            total_items: number;
            /** @example 1 */
            total_pages: number;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            prev_page: string | null;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            next_page: string | null;
        };
        CounterRefundDto: {
            /**
             * @description The ids of the lines; everything that is left when left out.
             * @example [
             *       2041
             *     ]
             */
            lines?: number[];
            /** @example The sound was missing for half of the film. */
            reason: string;
            /**
             * @description How the money is handed out. It is always the way it was paid; naming another one is refused, so that nobody reaches into the wrong till.
             * @example cash
             * @enum {string}
             */
            method?: "cash" | "card";
        };
        HandedOutAmountResponse: {
            /**
             * @example cash
             * @enum {string}
             */
            method: "cash" | "card";
            /** @example 12.00 */
            amount: string;
            /** @example usd */
            currency: string;
        };
        HandedOutResponse: {
            /** @description Null where nothing was due. */
            payment: components["schemas"]["CounterPaymentResponse"] | null;
            order: components["schemas"]["OrderResponse"];
            /** @description Those that were given back among them. */
            tickets: components["schemas"]["PrintableTicketResponse"][];
            handed_out: components["schemas"]["HandedOutAmountResponse"];
        };
        ByMethodResponse: {
            /** @example 262.50 */
            cash: string;
            /** @example 481.00 */
            card: string;
        };
        ShiftResponse: {
            /**
             * @description Null while it is open.
             * @example 2026-11-21T22:10:00.000Z
             */
            closed_at: string | null;
            /**
             * @description The cash that was found at the end; null while the shift is open.
             * @example 410.00
             */
            counted: string | null;
            /**
             * @description What was found more than expected; negative where cash is missing. Null while it is open.
             * @example -2.50
             */
            difference: string | null;
            /** @example 31 */
            id: number;
            /** @example 23 */
            cashier_id: number;
            /** @example 2026-11-21T13:55:00.000Z */
            opened_at: string;
            /**
             * @description Cash in the till at the beginning; 0.00 where a sale opened the shift.
             * @example 150.00
             */
            opening_float: string;
            /** @example 41 */
            sale_count: number;
            /** @description What was sold. */
            sales: components["schemas"]["ByMethodResponse"];
            /** @example 1 */
            refund_count: number;
            /** @description What was handed out. */
            refunds: components["schemas"]["ByMethodResponse"];
            /** @description The difference of the two. */
            takings: components["schemas"]["ByMethodResponse"];
            /**
             * @description The cash that should be in the till: the float, and the takings in cash.
             * @example 412.50
             */
            expected: string;
            /** @example usd */
            currency: string;
        };
        OpenShiftDto: {
            /**
             * @description An amount of money: from 0.00 to 1000000.00.
             * @example 150.00
             */
            opening_float: string;
        };
        CloseShiftDto: {
            /**
             * @description An amount of money: from 0.00 to 1000000.00.
             * @example 412.50
             */
            counted: string;
        };
        AdminShiftResponse: {
            /**
             * @description Null while it is open.
             * @example 2026-11-21T22:10:00.000Z
             */
            closed_at: string | null;
            /**
             * @description The cash that was found at the end; null while the shift is open.
             * @example 410.00
             */
            counted: string | null;
            /**
             * @description What was found more than expected; negative where cash is missing. Null while it is open.
             * @example -2.50
             */
            difference: string | null;
            /**
             * @description Null where the account was deleted.
             * @example cora@cinema.example
             */
            cashier_email: string | null;
            /** @example 31 */
            id: number;
            /** @example 23 */
            cashier_id: number;
            /** @example 2026-11-21T13:55:00.000Z */
            opened_at: string;
            /**
             * @description Cash in the till at the beginning; 0.00 where a sale opened the shift.
             * @example 150.00
             */
            opening_float: string;
            /** @example 41 */
            sale_count: number;
            /** @description What was sold. */
            sales: components["schemas"]["ByMethodResponse"];
            /** @example 1 */
            refund_count: number;
            /** @description What was handed out. */
            refunds: components["schemas"]["ByMethodResponse"];
            /** @description The difference of the two. */
            takings: components["schemas"]["ByMethodResponse"];
            /**
             * @description The cash that should be in the till: the float, and the takings in cash.
             * @example 412.50
             */
            expected: string;
            /** @example usd */
            currency: string;
        };
        ShiftPage: {
            items: components["schemas"]["AdminShiftResponse"][];
            /** @example 1 */
            page: number;
            /** @example 20 */
            per_page: number;
            /**
             * @description How many items the whole list has.
             * @example 1
             */
            total_items: number;
            /** @example 1 */
            total_pages: number;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            prev_page: string | null;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            next_page: string | null;
        };
        CreateHoldDto: {
            /**
             * @description Of which kind the best seats are to be; of any where it is left out.
             * @example comfort
             * @enum {string}
             */
            category?: "standard" | "comfort" | "premium" | "loveseat";
            /**
             * @description For whom the seats are; prices may depend on it. `adult` where it is left out.
             * @example adult
             * @enum {string}
             */
            audience?: "adult" | "child" | "student" | "senior";
            /**
             * @description The seats, by their ids in the seat map.
             * @example [
             *       17,
             *       18
             *     ]
             */
            seat_ids?: number[];
            /**
             * @description Instead of `seat_ids`: so many seats side by side, the best that are free.
             * @example 2
             */
            best_available?: number;
        };
        HeldSeatResponse: {
            /**
             * @example standard
             * @enum {string}
             */
            category: "standard" | "comfort" | "premium" | "loveseat";
            /** @example 17 */
            id: number;
            /** @example B */
            row: string;
            /** @example 4 */
            number: number;
            /**
             * @description What it costs; an order of this hold costs the same.
             * @example 12.00
             */
            price: string;
        };
        HoldResponse: {
            /**
             * @example adult
             * @enum {string}
             */
            audience: "adult" | "child" | "student" | "senior";
            /** @example 12 */
            id: number;
            /** @example 8 */
            screening_id: number;
            seats: components["schemas"]["HeldSeatResponse"][];
            /** @example 24.00 */
            total_amount: string;
            /** @example usd */
            currency: string;
            /**
             * @description Until when they are kept; ordering them keeps them until the order has to be paid.
             * @example 2026-11-21T09:35:00.000Z
             */
            expires_at: string;
            /**
             * @description Whether it was extended; that can be done once.
             * @example false
             */
            extended: boolean;
        };
        CheckInDto: {
            /**
             * @description What the QR says. Either this or `code`.
             * @example OC1.2026a.ABCD…
             */
            qr?: string;
            /**
             * @description The code as it is printed, where the QR cannot be read.
             * @example ABCD-EFGH-JKLM-NPQR
             */
            code?: string;
            /**
             * @description What the scanner calls itself.
             * @example door-2
             */
            device?: string;
            /**
             * @description `out` for whoever leaves and may come back.
             * @default in
             * @enum {string}
             */
            direction: "in" | "out";
            /**
             * @description Random, new for each scan: the same device that sends the same one again, because it heard nothing, gets the same answer.
             * @example 5f0c9a52-6d1e-4d0e-9f63-8a3f0a8e2a11
             */
            nonce?: string;
            /**
             * @description The screening whose door it is: tickets for others are refused.
             * @example 12
             */
            screening_id?: number;
        };
        CheckedTicketResponse: {
            /**
             * @description `used` once somebody was let in with it.
             * @example valid
             * @enum {string}
             */
            status: "valid" | "used" | "refunded";
            /**
             * @example adult
             * @enum {string}
             */
            audience: "adult" | "child" | "student" | "senior";
            /** @example ABCDEFGHJKLMNPQR */
            code: string;
            screening: components["schemas"]["TicketScreeningResponse"];
            seat: components["schemas"]["TicketSeatResponse"];
            /** @example 12.50 */
            price: string;
            /** @example usd */
            currency: string;
            /** @example 1042 */
            order_id: number;
            /**
             * @description The cashier who sold it; null for what was ordered online.
             * @example 2
             */
            seller_id: number | null;
            /**
             * @description When somebody was let in with it for the first time.
             * @example 2026-11-22T09:55:00.000Z
             */
            checked_in_at: string | null;
            /**
             * @description Whether whoever was let in is inside.
             * @example false
             */
            inside: boolean;
            /**
             * @description When it was passed on for the last time.
             * @example 2026-11-20T18:00:00.000Z
             */
            transferred_at: string | null;
            /** @example 2026-11-20T18:05:00.000Z */
            refunded_at: string | null;
            /** @example 2026-11-20T09:31:12.000Z */
            created_at: string;
        };
        AdmissionsResponse: {
            /** @example 12 */
            screening_id: number;
            /** @example 240 */
            capacity: number;
            /**
             * @description Tickets that were not given back.
             * @example 180
             */
            sold: number;
            /**
             * @description Of these, how many somebody was let in with.
             * @example 120
             */
            checked_in: number;
            /** @example 117 */
            inside: number;
            /**
             * @description Who was let in and left.
             * @example 3
             */
            left: number;
            /**
             * @description Of these, how many nobody came with yet.
             * @example 60
             */
            expected: number;
        };
        CheckInResponse: {
            /**
             * @example checked-in
             * @enum {string}
             */
            result: "checked-in" | "re-entered" | "left";
            /** @example 2026-11-21T17:12:40.000Z */
            scanned_at: string;
            ticket: components["schemas"]["CheckedTicketResponse"];
            screening: components["schemas"]["TicketScreeningResponse"];
            seat: components["schemas"]["TicketSeatResponse"];
            admissions: components["schemas"]["AdmissionsResponse"];
        };
        OfflineScanDto: {
            /**
             * @description What the QR says. Either this or `code`.
             * @example OC1.2026a.ABCD…
             */
            qr?: string;
            /**
             * @description The code as it is printed, where the QR cannot be read.
             * @example ABCD-EFGH-JKLM-NPQR
             */
            code?: string;
            /**
             * @description What the scanner calls itself.
             * @example door-2
             */
            device?: string;
            /**
             * @description `out` for whoever leaves and may come back.
             * @default in
             * @enum {string}
             */
            direction: "in" | "out";
            /**
             * Format: date-time
             * @example 2026-11-21T17:12:40.000Z
             */
            scanned_at: string;
            /**
             * @description Random, new for each scan.
             * @example 5f0c9a52-6d1e-4d0e-9f63-8a3f0a8e2a11
             */
            nonce: string;
            /**
             * @description The screening whose door it is: tickets for others are refused.
             * @example 12
             */
            screening_id?: number;
        };
        CheckInBatchDto: {
            scans: components["schemas"]["OfflineScanDto"][];
        };
        SupersededScanResponse: {
            /** @example 2026-11-21T17:15:02.000Z */
            scanned_at: string;
            /** @example 2 */
            by: number | null;
            /** @example door-2 */
            device: string | null;
        };
        OfflineScanResponse: {
            /**
             * @example checked-in
             * @enum {string|null}
             */
            result: "checked-in" | "re-entered" | "left" | null;
            /**
             * @description Why it does not count, as `POST /tickets/check-in` would say it.
             * @example null
             */
            problem: {
                [key: string]: unknown;
            } | null;
            /**
             * @description Its place in the list that was sent, from 0.
             * @example 0
             */
            index: number;
            /** @example 5f0c9a52-6d1e-4d0e-9f63-8a3f0a8e2a11 */
            nonce: string;
            /** @example true */
            accepted: boolean;
            /**
             * @description Null where the QR names none.
             * @example ABCDEFGHJKLMNPQR
             */
            code: string | null;
            /** @description Later scans that this one takes the place of: whoever came then has no place. */
            supersedes: components["schemas"]["SupersededScanResponse"][];
        };
        CheckInBatchResponse: {
            /** @example 1 */
            accepted: number;
            /** @example 0 */
            refused: number;
            results: components["schemas"]["OfflineScanResponse"][];
        };
        TicketResponse: {
            /**
             * @description `used` once somebody was let in with it.
             * @example valid
             * @enum {string}
             */
            status: "valid" | "used" | "refunded";
            /**
             * @example adult
             * @enum {string}
             */
            audience: "adult" | "child" | "student" | "senior";
            /** @example ABCDEFGHJKLMNPQR */
            code: string;
            /**
             * @description What its QR says; `GET /tickets/verification-key` explains it. Null once the ticket was refunded.
             * @example OC1.2026a.ABCDEFGHJKLMNPQR.12.34.1763757000.m0q…
             */
            qr: string | null;
            screening: components["schemas"]["TicketScreeningResponse"];
            seat: components["schemas"]["TicketSeatResponse"];
            /** @example 12.50 */
            price: string;
            /** @example usd */
            currency: string;
            /** @example 1042 */
            order_id: number;
            /**
             * @description The cashier who sold it; null for what was ordered online.
             * @example 2
             */
            seller_id: number | null;
            /**
             * @description When somebody was let in with it for the first time.
             * @example 2026-11-22T09:55:00.000Z
             */
            checked_in_at: string | null;
            /**
             * @description Whether whoever was let in is inside.
             * @example false
             */
            inside: boolean;
            /**
             * @description When it was passed on for the last time.
             * @example 2026-11-20T18:00:00.000Z
             */
            transferred_at: string | null;
            /** @example 2026-11-20T18:05:00.000Z */
            refunded_at: string | null;
            /** @example 2026-11-20T09:31:12.000Z */
            created_at: string;
        };
        TicketPage: {
            items: components["schemas"]["TicketResponse"][];
            /** @example 1 */
            page: number;
            /** @example 20 */
            per_page: number;
            /**
             * @description How many items the whole list has.
             * @example 1
             */
            total_items: number;
            /** @example 1 */
            total_pages: number;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            prev_page: string | null;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            next_page: string | null;
        };
        VerificationJwk: {
            /** @example OKP */
            kty: string;
            /** @example Ed25519 */
            crv: string;
            /** @example 11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo */
            x: string;
            /** @example 2026a */
            kid: string;
            /** @example EdDSA */
            alg: string;
            /** @example sig */
            use: string;
        };
        VerificationKeyResponse: {
            /**
             * @description Its 32 bytes in base64url.
             * @example 11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo
             */
            public_key: string;
            /** @example 2026a */
            kid: string;
            /** @example Ed25519 */
            alg: string;
            jwk: components["schemas"]["VerificationJwk"];
            /** @example -----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n-----END PUBLIC KEY-----\n */
            pem: string;
        };
        VerificationKeysResponse: {
            keys: components["schemas"]["VerificationKeyResponse"][];
            /** @example Seven parts joined by dots: OC1.<key id>.<code>.… */
            format: string;
        };
        TicketHolderResponse: {
            /**
             * @description Null where it was sent to an address that no account has.
             * @example 17
             */
            id: number | null;
            /** @example ada@mail.example */
            email: string | null;
        };
        BookingResponse: {
            /**
             * @example valid
             * @enum {string}
             */
            status: "valid" | "used" | "refunded";
            /**
             * @example adult
             * @enum {string}
             */
            audience: "adult" | "child" | "student" | "senior";
            /** @example ABCDEFGHJKLMNPQR */
            code: string;
            seat: components["schemas"]["TicketSeatResponse"];
            /** @example 12.50 */
            price: string;
            /** @example usd */
            currency: string;
            /** @example 1042 */
            order_id: number;
            holder: components["schemas"]["TicketHolderResponse"];
            /**
             * @description The cashier who sold it; null for what was ordered online.
             * @example 2
             */
            seller_id: number | null;
            /** @example 2026-11-22T09:55:00.000Z */
            checked_in_at: string | null;
            /**
             * @description Who let somebody in with it for the first time.
             * @example 2
             */
            checked_in_by: number | null;
            /** @example false */
            inside: boolean;
            /** @example 2026-11-20T18:00:00.000Z */
            transferred_at: string | null;
            /** @example 2026-11-20T18:05:00.000Z */
            refunded_at: string | null;
            /** @example 2026-11-20T09:31:12.000Z */
            created_at: string;
        };
        BookingPage: {
            items: components["schemas"]["BookingResponse"][];
            /** @example 1 */
            page: number;
            /** @example 20 */
            per_page: number;
            /**
             * @description How many items the whole list has.
             * @example 1
             */
            total_items: number;
            /** @example 1 */
            total_pages: number;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            prev_page: string | null;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            next_page: string | null;
        };
        TransferDto: {
            /**
             * Format: email
             * @description Of the new holder, whether it has an account or not.
             * @example bo@mail.example
             */
            email: string;
        };
        TransferResponse: {
            /** @example bo@mail.example */
            email: string;
            /** @example 2026-11-20T09:31:12.000Z */
            transferred_at: string;
            screening: components["schemas"]["TicketScreeningResponse"];
            seat: components["schemas"]["TicketSeatResponse"];
        };
        PromoQuoteDto: {
            /**
             * @description Whether the films of the cart are ordered too. They are, unless holds or concessions are named.
             * @example true
             */
            include_cart?: boolean;
            /**
             * @description Seats that you hold, by the ids of the holds.
             * @example [
             *       12
             *     ]
             */
            hold_ids?: number[];
            /** @description Snacks and drinks to pick up; at most 200 pieces together. */
            concessions?: components["schemas"]["OrderedConcessionDto"][];
            /**
             * @description Whatever its case.
             * @example AUTUMN20
             */
            code: string;
            /**
             * @description Codes that the order uses already, where the cinema takes several: what they take off comes first. Those that cannot be used
             *     are 409.
             * @example [
             *       "STUDENT"
             *     ]
             */
            with_codes?: string[];
        };
        PromoRefusalResponse: {
            /**
             * @example below-minimum
             * @enum {string}
             */
            reason: "unknown-code" | "not-started" | "ended" | "wrong-day" | "used-up" | "used-by-you" | "account-needed" | "not-first-order" | "nothing-fits" | "below-minimum" | "nothing-to-take-off";
            /** @example What it holds for must come to at least 15.00; it comes to 9.99. */
            message: string;
        };
        PromoQuoteLine: {
            /** @example movie */
            kind: string;
            /** @example Heat (1995) */
            title: string;
            /** @example 1 */
            quantity: number;
            /**
             * @description Of all pieces, before the discount.
             * @example 9.99
             */
            price: string;
            /** @example 2.00 */
            discount: string;
        };
        PromoQuoteResponse: {
            /** @example AUTUMN20 */
            code: string;
            /** @example true */
            applies: boolean;
            /** @description Every reason why it does not. */
            reasons: components["schemas"]["PromoRefusalResponse"][];
            lines: components["schemas"]["PromoQuoteLine"][];
            /** @example 2.00 */
            discount: string;
            /**
             * @description What the order would come to.
             * @example 7.99
             */
            total_amount: string;
            /** @example usd */
            currency: string;
        };
        PromoScopeDto: {
            /**
             * @example [
             *       "movie",
             *       "seat"
             *     ]
             */
            kinds?: string[];
            /**
             * @description Films, and seats in their screenings.
             * @example [
             *       "0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11"
             *     ]
             */
            movie_uuids?: string[];
            /**
             * @description Names, whatever their case.
             * @example [
             *       "Drama"
             *     ]
             */
            genres?: string[];
            /**
             * @example [
             *       1
             *     ]
             */
            cinema_ids?: number[];
            /**
             * @example [
             *       "imax"
             *     ]
             */
            hall_types?: string[];
            /**
             * @example [
             *       "premium"
             *     ]
             */
            seat_categories?: string[];
            /**
             * @description Categories of snacks and drinks.
             * @example [
             *       "snack"
             *     ]
             */
            item_categories?: string[];
        };
        CreatePromoBatchDto: {
            /**
             * @example percent
             * @enum {string}
             */
            kind: "percent" | "fixed";
            /**
             * @description An amount of money: a percentage or an amount from 0.01 to 999999.99.
             * @example 20.00
             */
            value: string;
            /**
             * @description An amount of money: the most that a percentage takes off, from 0.01 to 999999.99.
             * @example 10.00
             */
            max_discount?: string | null;
            /**
             * @description Days on which it can be used, in UTC; 1 is Monday. Any day when left out.
             * @example [
             *       2,
             *       3
             *     ]
             */
            weekdays?: number[] | null;
            /**
             * @description An amount of money: an amount up to 999999.99.
             * @example 15.00
             */
            min_amount?: string | null;
            /** @description Everything when left out. */
            scope?: components["schemas"]["PromoScopeDto"] | null;
            /**
             * Format: date-time
             * @example 2026-09-01T00:00:00Z
             */
            starts_at?: string | null;
            /**
             * Format: date-time
             * @description After `starts_at`.
             * @example 2027-12-01T00:00:00Z
             */
            ends_at?: string | null;
            /**
             * @description Whether only somebody who has not ordered before can use it.
             * @example false
             */
            first_order_only?: boolean;
            /**
             * @description What all of them begin with.
             * @example GIFT-
             */
            prefix: string;
            /** @example 500 */
            count: number;
        };
        PromoBatchResponse: {
            /** @example 3 */
            id: number;
            /** @example GIFT- */
            prefix: string;
            /** @example 500 */
            count: number;
            /**
             * @description Where the codes are, as CSV.
             * @example /promo-codes/batch/3.csv
             */
            csv: string;
        };
        PromoCodeResponse: {
            /**
             * @example percent
             * @enum {string}
             */
            kind: "percent" | "fixed";
            /**
             * @example [
             *       2,
             *       3
             *     ]
             */
            weekdays: number[] | null;
            /** @example 12 */
            id: number;
            /** @example AUTUMN20 */
            code: string;
            /** @example 20.00 */
            value: string;
            /** @example 10.00 */
            max_discount: string | null;
            /** @example 2026-09-01T00:00:00.000Z */
            starts_at: string | null;
            /** @example 2027-12-01T00:00:00.000Z */
            ends_at: string | null;
            /** @example false */
            first_order_only: boolean;
            /** @example 15.00 */
            min_amount: string | null;
            /** @example 100 */
            max_uses: number | null;
            /** @example 1 */
            max_uses_per_user: number | null;
            /** @description What it holds for; everything where it is empty. */
            scope: components["schemas"]["PromoScopeDto"];
            /**
             * @description How many orders use it: open ones and paid ones.
             * @example 17
             */
            uses: number;
            /**
             * @description The batch that it is one of.
             * @example 3
             */
            batch_id: number | null;
            /** @example usd */
            currency: string;
        };
        PromoCodePage: {
            items: components["schemas"]["PromoCodeResponse"][];
            /** @example 1 */
            page: number;
            /** @example 20 */
            per_page: number;
            /**
             * @description How many items the whole list has.
             * @example 1
             */
            total_items: number;
            /** @example 1 */
            total_pages: number;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            prev_page: string | null;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            next_page: string | null;
        };
        CreatePromoCodeDto: {
            /**
             * @example percent
             * @enum {string}
             */
            kind: "percent" | "fixed";
            /**
             * @description An amount of money: a percentage or an amount from 0.01 to 999999.99.
             * @example 20.00
             */
            value: string;
            /**
             * @description An amount of money: the most that a percentage takes off, from 0.01 to 999999.99.
             * @example 10.00
             */
            max_discount?: string | null;
            /**
             * @description Days on which it can be used, in UTC; 1 is Monday. Any day when left out.
             * @example [
             *       2,
             *       3
             *     ]
             */
            weekdays?: number[] | null;
            /**
             * @description An amount of money: an amount up to 999999.99.
             * @example 15.00
             */
            min_amount?: string | null;
            /** @description Everything when left out. */
            scope?: components["schemas"]["PromoScopeDto"] | null;
            /**
             * @description Letters, digits, hyphens and underscores; unique, whatever its case.
             * @example AUTUMN20
             */
            code: string;
            /**
             * Format: date-time
             * @example 2026-09-01T00:00:00Z
             */
            starts_at?: string | null;
            /**
             * Format: date-time
             * @description After `starts_at`.
             * @example 2027-12-01T00:00:00Z
             */
            ends_at?: string | null;
            /**
             * @description Whether only somebody who has not ordered before can use it.
             * @example false
             */
            first_order_only?: boolean;
            /**
             * @description In how many orders it can be used; any number when left out.
             * @example 100
             */
            max_uses?: number | null;
            /** @example 1 */
            max_uses_per_user?: number | null;
        };
        UpdatePromoCodeDto: {
            /**
             * @example percent
             * @enum {string}
             */
            kind?: "percent" | "fixed";
            /**
             * @description An amount of money: a percentage or an amount from 0.01 to 999999.99.
             * @example 20.00
             */
            value?: string;
            /**
             * @description An amount of money: the most that a percentage takes off, from 0.01 to 999999.99.
             * @example 10.00
             */
            max_discount?: string | null;
            /**
             * @description Days on which it can be used, in UTC; 1 is Monday. Any day when left out.
             * @example [
             *       2,
             *       3
             *     ]
             */
            weekdays?: number[] | null;
            /**
             * @description An amount of money: an amount up to 999999.99.
             * @example 15.00
             */
            min_amount?: string | null;
            /** @description Everything when left out. */
            scope?: components["schemas"]["PromoScopeDto"] | null;
            /**
             * @description Letters, digits, hyphens and underscores; unique, whatever its case.
             * @example AUTUMN20
             */
            code?: string;
            /**
             * Format: date-time
             * @example 2026-09-01T00:00:00Z
             */
            starts_at?: string | null;
            /**
             * Format: date-time
             * @description After `starts_at`.
             * @example 2027-12-01T00:00:00Z
             */
            ends_at?: string | null;
            /**
             * @description Whether only somebody who has not ordered before can use it.
             * @example false
             */
            first_order_only?: boolean;
            /**
             * @description In how many orders it can be used; any number when left out.
             * @example 100
             */
            max_uses?: number | null;
            /** @example 1 */
            max_uses_per_user?: number | null;
        };
        ExpiringPoints: {
            /** @example 99 */
            points: number;
            /** @example 2027-11-21T09:31:12.000Z */
            at: string;
        };
        BonusResponse: {
            /** @example 120 */
            balance: number;
            /** @description Those first that run out first. */
            expiring: components["schemas"]["ExpiringPoints"][];
            /**
             * @description Points that were to be taken back after a refund and were spent by then; the next ones pay for it.
             * @example 0
             */
            debt: number;
        };
        BonusTransactionResponse: {
            /**
             * @description `accrued` for what was paid, `spent` on an order, `returned` of an order that was canceled or given back, `taken-back` for money that was given back, `adjusted` by us, `expired`, `debt-paid`, `account-deleted`.
             * @example accrued
             * @enum {string}
             */
            reason: "accrued" | "spent" | "returned" | "taken-back" | "adjusted" | "expired" | "debt-paid" | "account-deleted";
            /** @example 311 */
            id: number;
            /**
             * @description Negative where they went.
             * @example 99
             */
            points: number;
            /** @example 1042 */
            order_id?: number;
            /**
             * @description Until when these points can be used.
             * @example 2027-11-21T09:31:12.000Z
             */
            expires_at?: string;
            /**
             * @description Why the account was adjusted.
             * @example The sound was missing for half of the film.
             */
            note?: string;
            /** @example 2026-11-21T09:31:12.000Z */
            created_at: string;
        };
        BonusTransactionPage: {
            items: components["schemas"]["BonusTransactionResponse"][];
            /** @example 1 */
            page: number;
            /** @example 20 */
            per_page: number;
            /**
             * @description How many items the whole list has.
             * @example 1
             */
            total_items: number;
            /** @example 1 */
            total_pages: number;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            prev_page: string | null;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            next_page: string | null;
        };
        AdjustBonusDto: {
            /** @example The sound was missing for half of the film. */
            reason: string;
        };
        ItemPicture: {
            /** @example /media/concessions/3f/3fa85f6457174562b3fc2c963f66afa6-w160.webp */
            w160: string;
            /** @example /media/concessions/3f/3fa85f6457174562b3fc2c963f66afa6-w320.webp */
            w320: string;
            /** @example /media/concessions/3f/3fa85f6457174562b3fc2c963f66afa6-w640.webp */
            w640: string;
        };
        ComboPartResponse: {
            /** @example large */
            size: string | null;
            /** @example 4 */
            item_id: number;
            /** @example Cola */
            name: string;
            /** @example 2 */
            quantity: number;
        };
        ConcessionResponse: {
            /**
             * @example snack
             * @enum {string}
             */
            category: "drink" | "snack" | "sweet" | "meal" | "combo" | "other";
            /** @example large */
            size: string | null;
            /**
             * @description What has to be declared; of a combo also what its parts have.
             * @example [
             *       "milk"
             *     ]
             */
            allergens: ("celery" | "crustaceans" | "eggs" | "fish" | "gluten" | "lupin" | "milk" | "molluscs" | "mustard" | "nuts" | "peanuts" | "sesame" | "soy" | "sulphites")[];
            /** @example Popped this evening, with butter. */
            description: string | null;
            /**
             * @description How many can be ordered, of a combo as many as its parts allow; null where nobody counts.
             * @example 120
             */
            stock: number | null;
            /**
             * @description From when on it is ordered, by the clocks of the cinema.
             * @example 11:00
             */
            sales_from: string | null;
            /**
             * @description Until when; earlier than `sales_from` where that is after midnight.
             * @example 23:30
             */
            sales_until: string | null;
            picture: components["schemas"]["ItemPicture"] | null;
            /** @example 4 */
            id: number;
            /** @example 1 */
            cinema_id: number;
            /** @example Salted popcorn */
            name: string;
            /** @example 6.50 */
            price: string;
            /** @example usd */
            currency: string;
            /**
             * @description Whether it can be ordered now: sold at all, at this time of day, and not sold out.
             * @example true
             */
            available: boolean;
            /**
             * @description Whether it is sold at all, as `available` was set by moderators.
             * @example true
             */
            enabled: boolean;
            /** @description What a combo is made of. */
            combo_of?: components["schemas"]["ComboPartResponse"][];
        };
        ConcessionPage: {
            items: components["schemas"]["ConcessionResponse"][];
            /** @example 1 */
            page: number;
            /** @example 20 */
            per_page: number;
            /**
             * @description How many items the whole list has.
             * @example 1
             */
            total_items: number;
            /** @example 1 */
            total_pages: number;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            prev_page: string | null;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            next_page: string | null;
        };
        ComboPartDto: {
            /** @example 4 */
            item_id: number;
            /** @example 2 */
            quantity: number;
        };
        CreateConcessionDto: {
            /**
             * @description Once on a menu in each size, whatever its case.
             * @example Salted popcorn
             */
            name: string;
            /**
             * @example snack
             * @enum {string}
             */
            category: "drink" | "snack" | "sweet" | "meal" | "combo" | "other";
            /** @example large */
            size?: string | null;
            /**
             * @example [
             *       "milk"
             *     ]
             */
            allergens?: ("celery" | "crustaceans" | "eggs" | "fish" | "gluten" | "lupin" | "milk" | "molluscs" | "mustard" | "nuts" | "peanuts" | "sesame" | "soy" | "sulphites")[];
            /** @example Popped this evening, with butter. */
            description?: string | null;
            /**
             * @description An amount of money: from 0.50 to 9999.99.
             * @example 6.50
             */
            price: string;
            /** @description What a combo is made of: other things of the same menu, none of them a combo. For the category `combo` only. */
            combo_of?: components["schemas"]["ComboPartDto"][] | null;
            /** @example 1 */
            cinema_id: number;
            /**
             * @description How many there are to be promised, those that are ordered not counted. Null where nobody counts, and for combos, which
             *     take the stock of their parts.
             * @example 120
             */
            stock?: number | null;
            /**
             * @description Whether it is sold at all. It is, unless you say otherwise.
             * @example true
             */
            available?: boolean;
            /**
             * @description From when on it is ordered, by the clocks of the cinema.
             * @example 11:00
             */
            sales_from?: string | null;
            /**
             * @description Until when; earlier than `sales_from` where that is after midnight.
             * @example 23:30
             */
            sales_until?: string | null;
        };
        UpdateConcessionDto: {
            /**
             * @description Once on a menu in each size, whatever its case.
             * @example Salted popcorn
             */
            name?: string;
            /**
             * @example snack
             * @enum {string}
             */
            category?: "drink" | "snack" | "sweet" | "meal" | "combo" | "other";
            /** @example large */
            size?: string | null;
            /**
             * @example [
             *       "milk"
             *     ]
             */
            allergens?: ("celery" | "crustaceans" | "eggs" | "fish" | "gluten" | "lupin" | "milk" | "molluscs" | "mustard" | "nuts" | "peanuts" | "sesame" | "soy" | "sulphites")[];
            /** @example Popped this evening, with butter. */
            description?: string | null;
            /**
             * @description An amount of money: from 0.50 to 9999.99.
             * @example 6.50
             */
            price?: string;
            /** @description What a combo is made of: other things of the same menu, none of them a combo. For the category `combo` only. */
            combo_of?: components["schemas"]["ComboPartDto"][] | null;
            /**
             * @description How many there are to be promised, those that are ordered not counted. Null where nobody counts, and for combos, which
             *     take the stock of their parts.
             * @example 120
             */
            stock?: number | null;
            /**
             * @description Whether it is sold at all. It is, unless you say otherwise.
             * @example true
             */
            available?: boolean;
            /**
             * @description From when on it is ordered, by the clocks of the cinema.
             * @example 11:00
             */
            sales_from?: string | null;
            /**
             * @description Until when; earlier than `sales_from` where that is after midnight.
             * @example 23:30
             */
            sales_until?: string | null;
        };
        PreorderPartResponse: {
            /** @example large */
            size: string | null;
            /** @example 4 */
            item_id: number;
            /** @example Cola */
            name: string;
            /** @example 2 */
            quantity: number;
        };
        PreorderItemResponse: {
            /** @example large */
            size: string | null;
            /** @description What a combo is made of, for all of its pieces together. */
            parts?: components["schemas"]["PreorderPartResponse"][];
            /** @example 4 */
            item_id: number;
            /** @example Cola */
            name: string;
            /** @example 2 */
            quantity: number;
        };
        PreorderCinemaResponse: {
            /** @example 1 */
            id: number;
            /** @example Cinema on the Square */
            name: string;
        };
        PreorderResponse: {
            /**
             * @example placed
             * @enum {string}
             */
            status: "placed" | "ready" | "collected" | "expired" | "refunded";
            /**
             * @description When the first screening of the order begins there; null for an order without seats there.
             * @example 2026-11-21T17:30:00.000Z
             */
            needed_at: string | null;
            /** @example 2026-11-21T17:10:00.000Z */
            ready_at: string | null;
            /** @example 2026-11-21T17:21:40.000Z */
            collected_at: string | null;
            /**
             * @description To be said at the counter.
             * @example K7M2QX
             */
            pickup_code: string;
            items: components["schemas"]["PreorderItemResponse"][];
            cinema: components["schemas"]["PreorderCinemaResponse"];
            /** @example 1042 */
            order_id: number;
            /** @example 2026-11-21T16:31:12.000Z */
            created_at: string;
            /**
             * @description Until when it waits.
             * @example 2026-11-22T20:15:00.000Z
             */
            expires_at: string;
        };
        PreorderPage: {
            items: components["schemas"]["PreorderResponse"][];
            /** @example 1 */
            page: number;
            /** @example 20 */
            per_page: number;
            /**
             * @description How many items the whole list has.
             * @example 1
             */
            total_items: number;
            /** @example 1 */
            total_pages: number;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            prev_page: string | null;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            next_page: string | null;
        };
        ContractParty: {
            /** @example 4 */
            id: number;
            /** @example Nordlicht Filmverleih */
            name: string;
        };
        ProblemHall: {
            /**
             * @example imax
             * @enum {string}
             */
            type: "standard" | "vip" | "imax" | "4dx";
            /** @example 4 */
            id: number;
            /** @example Nordlicht Filmverleih */
            name: string;
        };
        ContractMovie: {
            /** @example 0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11 */
            uuid: string;
            /** @example Heat */
            name: string;
            /** @example 1995 */
            year: number;
        };
        ContractProblemResponse: {
            /**
             * @example {
             *       "id": 1,
             *       "name": "Lichtspielhaus am Park"
             *     }
             */
            cinema: components["schemas"]["ContractParty"];
            /**
             * @example {
             *       "id": 3,
             *       "name": "Saal 1",
             *       "type": "imax"
             *     }
             */
            hall: components["schemas"]["ProblemHall"];
            /**
             * @example 2D
             * @enum {string}
             */
            format: "2D" | "3D";
            /** @example 17 */
            screening_id: number;
            movie: components["schemas"]["ContractMovie"];
            /** @example 2026-11-21T17:30:00.000Z */
            starts_at: string;
            /**
             * @description The start on the clocks of the cinema.
             * @example 2026-11-21T18:30:00+01:00
             */
            local_start: string;
            /**
             * @description Those that were not given back.
             * @example 84
             */
            tickets_sold: number;
            /**
             * @description What they cost, after discounts, with those that were given back.
             * @example 1008.00
             */
            gross: string;
            /** @example usd */
            currency: string;
        };
        ContractProblemPage: {
            items: components["schemas"]["ContractProblemResponse"][];
            /** @example 1 */
            page: number;
            /** @example 20 */
            per_page: number;
            /**
             * @description How many items the whole list has.
             * @example 1
             */
            total_items: number;
            /** @example 1 */
            total_pages: number;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            prev_page: string | null;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            next_page: string | null;
        };
        RentalContractResponse: {
            /**
             * @description Null where it holds in all.
             * @example 1
             */
            cinema_id: number | null;
            /**
             * @example {
             *       "id": 1,
             *       "name": "Lichtspielhaus am Park"
             *     }
             */
            cinema: components["schemas"]["ContractParty"] | null;
            /**
             * @description Null for all.
             * @example imax
             * @enum {string|null}
             */
            hall_type: "standard" | "vip" | "imax" | "4dx" | null;
            /**
             * @description Null for all.
             * @example 3D
             * @enum {string|null}
             */
            format: "2D" | "3D" | null;
            /**
             * @example running
             * @enum {string}
             */
            status: "upcoming" | "running" | "over";
            /** @example 3 */
            id: number;
            /** @example 4 */
            distributor_id: number;
            distributor: components["schemas"]["ContractParty"];
            /** @example 0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11 */
            movie_uuid: string;
            movie: components["schemas"]["ContractMovie"];
            /** @example 2026-11-19 */
            starts_on: string;
            /** @example 2027-01-20 */
            ends_on: string;
            /**
             * @description Percent of each film week; the last share goes on.
             * @example [
             *       "60.00",
             *       "50.00",
             *       "40.00",
             *       "35.00"
             *     ]
             */
            weekly_shares: string[];
            /**
             * @description What the distributor gets at least for the whole term.
             * @example 5000.00
             */
            minimum_guarantee: string;
            /**
             * @description Whether prices hold a tax that is taken off before the rest is shared.
             * @example true
             */
            tax_included: boolean;
            /** @example 7.00 */
            tax_percent: string;
            /**
             * @description What each cinema keeps of a film week before the rest is shared.
             * @example 250.00
             */
            house_costs: string;
            /** @example usd */
            currency: string;
            /** @example NL-2026-117 */
            reference: string | null;
            /** @example No screenings before 17:00 in the first week. */
            notes: string | null;
            /**
             * @description How many film weeks it has; the last one may be shorter than seven days.
             * @example 9
             */
            weeks: number;
        };
        RentalContractPage: {
            items: components["schemas"]["RentalContractResponse"][];
            /** @example 1 */
            page: number;
            /** @example 20 */
            per_page: number;
            /**
             * @description How many items the whole list has.
             * @example 1
             */
            total_items: number;
            /** @example 1 */
            total_pages: number;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            prev_page: string | null;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            next_page: string | null;
        };
        CreateRentalContractDto: {
            /**
             * @description All types of halls when left out.
             * @example imax
             * @enum {string|null}
             */
            hall_type?: "standard" | "vip" | "imax" | "4dx" | null;
            /**
             * @description All formats when left out.
             * @example 3D
             * @enum {string|null}
             */
            format?: "2D" | "3D" | null;
            /**
             * @description Percent of each film week, from 0 to 100; the last share goes on. One text with commas ("60,50,40,35") is taken as well.
             * @example [
             *       "60.00",
             *       "50.00",
             *       "40.00",
             *       "35.00"
             *     ]
             */
            weekly_shares: string[];
            /**
             * @description An amount of money: an amount up to 9999999.99.
             * @example 5000.00
             */
            minimum_guarantee?: string;
            /**
             * @description An amount of money: a percentage from 0 to 100.
             * @example 7.00
             */
            tax_percent?: string;
            /**
             * @description An amount of money: an amount up to 9999999.99.
             * @example 250.00
             */
            house_costs?: string;
            /** @example NL-2026-117 */
            reference?: string | null;
            /** @example No screenings before 17:00 in the first week. */
            notes?: string | null;
            /** @example 4 */
            distributor_id: number;
            /**
             * Format: uuid
             * @example 0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11
             */
            movie_uuid: string;
            /**
             * @description All cinemas when left out. A contract for a cinema goes before one for a type of hall or a format.
             * @example 1
             */
            cinema_id?: number | null;
            /**
             * @description The first day, with which the first film week begins; on the calendar of each cinema.
             * @example 2026-11-19
             */
            starts_on: string;
            /**
             * @description The last day, at most three years later.
             * @example 2027-01-20
             */
            ends_on: string;
            /**
             * @description Whether prices hold a tax that is taken off before the rest is shared; false when left out.
             * @example true
             */
            tax_included?: boolean;
        };
        UpdateRentalContractDto: {
            /**
             * @description All types of halls when left out.
             * @example imax
             * @enum {string|null}
             */
            hall_type?: "standard" | "vip" | "imax" | "4dx" | null;
            /**
             * @description All formats when left out.
             * @example 3D
             * @enum {string|null}
             */
            format?: "2D" | "3D" | null;
            /**
             * @description Percent of each film week, from 0 to 100; the last share goes on. One text with commas ("60,50,40,35") is taken as well.
             * @example [
             *       "60.00",
             *       "50.00",
             *       "40.00",
             *       "35.00"
             *     ]
             */
            weekly_shares?: string[];
            /**
             * @description An amount of money: an amount up to 9999999.99.
             * @example 5000.00
             */
            minimum_guarantee?: string;
            /**
             * @description An amount of money: a percentage from 0 to 100.
             * @example 7.00
             */
            tax_percent?: string;
            /**
             * @description An amount of money: an amount up to 9999999.99.
             * @example 250.00
             */
            house_costs?: string;
            /** @example NL-2026-117 */
            reference?: string | null;
            /** @example No screenings before 17:00 in the first week. */
            notes?: string | null;
            /** @example 4 */
            distributor_id?: number;
            /**
             * Format: uuid
             * @example 0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11
             */
            movie_uuid?: string;
            /**
             * @description All cinemas when left out. A contract for a cinema goes before one for a type of hall or a format.
             * @example 1
             */
            cinema_id?: number | null;
            /**
             * @description The first day, with which the first film week begins; on the calendar of each cinema.
             * @example 2026-11-19
             */
            starts_on?: string;
            /**
             * @description The last day, at most three years later.
             * @example 2027-01-20
             */
            ends_on?: string;
            /**
             * @description Whether prices hold a tax that is taken off before the rest is shared; false when left out.
             * @example true
             */
            tax_included?: boolean;
        };
        CreatePaymentDto: {
            /**
             * @description An amount of money: an amount above 0, up to 99999999.99.
             * @example 632.15
             */
            amount: string;
            /** @example bank transfer */
            method?: string | null;
            /** @example 2026/118 */
            reference?: string | null;
            /** @example First instalment. */
            note?: string | null;
            /**
             * @description The day on which it was paid; today, in UTC, when left out.
             * @example 2026-11-20
             */
            paid_on?: string;
            /**
             * @description Whether more may be paid than the contract comes to.
             * @example false
             */
            force?: boolean;
        };
        PaidDistributorResponse: {
            /** @example 3 */
            id: number;
            /** @example Northern Lights Film */
            name: string;
        };
        PaidMovieResponse: {
            /** @example 0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11 */
            uuid: string;
            /** @example Heat */
            name: string;
            /** @example 1995 */
            year: number;
        };
        DistributorPaymentResponse: {
            /**
             * @example due
             * @enum {string}
             */
            kind: "due" | "payment";
            /**
             * @description What is due is `open` until its film week is closed.
             * @example final
             * @enum {string}
             */
            status: "open" | "final";
            /**
             * @description What no payment covers yet, where the earliest dues are paid first; null for payments.
             * @example 132.15
             */
            unpaid?: string | null;
            /** @example 77 */
            id: number;
            /** @example 12 */
            contract_id: number;
            distributor: components["schemas"]["PaidDistributorResponse"];
            movie: components["schemas"]["PaidMovieResponse"];
            /**
             * @description The film week that it is due for; null for payments.
             * @example 2
             */
            week: number | null;
            /**
             * @description The closing or correction that it is due for.
             * @example 31
             */
            settlement_id: number | null;
            /**
             * @description Negative for corrections that give back, and for payments that were taken back.
             * @example 632.15
             */
            amount: string;
            /** @example usd */
            currency: string;
            /** @example 2026-11-30 */
            due_on: string | null;
            /** @example 2026-11-20 */
            paid_on: string | null;
            /** @example bank transfer */
            method: string | null;
            /** @example 2026/118 */
            reference: string | null;
            /** @example First instalment. */
            note: string | null;
            /**
             * @description The payment that this one takes back.
             * @example 76
             */
            reverses_id: number | null;
            /**
             * @description The payment that takes this one back.
             * @example 78
             */
            reversed_by_id: number | null;
            /** @example 2026-11-20T10:00:00.000Z */
            created_at: string;
            /** @example 2 */
            created_by: number | null;
        };
        PaymentTotalsResponse: {
            /** @example 2632.15 */
            due: string;
            /** @example 2000.00 */
            paid: string;
            /** @example 632.15 */
            balance: string;
        };
        DistributorPaymentPage: {
            items: components["schemas"]["DistributorPaymentResponse"][];
            /** @example 1 */
            page: number;
            /** @example 20 */
            per_page: number;
            /**
             * @description How many items the whole list has.
             * @example 1
             */
            total_items: number;
            /** @example 1 */
            total_pages: number;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            prev_page: string | null;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            next_page: string | null;
            totals: components["schemas"]["PaymentTotalsResponse"];
            /** @example usd */
            currency: string;
        };
        ReversePaymentDto: {
            /** @example Entered for the wrong contract. */
            reason: string;
        };
        DistributorResponse: {
            /** @example 4 */
            id: number;
            /** @example Nordlicht Filmverleih */
            name: string;
            /** @example Ida Lund */
            contact_name: string | null;
            /** @example abrechnung@nordlicht.example */
            email: string | null;
            /** @example +49 30 555 0142 */
            phone: string | null;
            /** @example Torstraße 12, 10119 Berlin */
            address: string | null;
            /** @example DE 811 223 344 */
            tax_number: string | null;
            /**
             * @description How many days after the end of a film week it is to be paid.
             * @example 14
             */
            payment_days: number;
            /** @example Wants the list of admissions on Monday. */
            notes: string | null;
        };
        DistributorPage: {
            items: components["schemas"]["DistributorResponse"][];
            /** @example 1 */
            page: number;
            /** @example 20 */
            per_page: number;
            /**
             * @description How many items the whole list has.
             * @example 1
             */
            total_items: number;
            /** @example 1 */
            total_pages: number;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            prev_page: string | null;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            next_page: string | null;
        };
        CreateDistributorDto: {
            /**
             * @description Unique, whatever its case.
             * @example Nordlicht Filmverleih
             */
            name: string;
            /** @example Ida Lund */
            contact_name?: string | null;
            /**
             * Format: email
             * @description Where settlements are sent to.
             * @example abrechnung@nordlicht.example
             */
            email?: string | null;
            /** @example +49 30 555 0142 */
            phone?: string | null;
            /** @example Torstraße 12, 10119 Berlin */
            address?: string | null;
            /** @example DE 811 223 344 */
            tax_number?: string | null;
            /** @example Wants the list of admissions on Monday. */
            notes?: string | null;
            /**
             * @description How many days after the end of a film week it is to be paid; 14 when left out.
             * @example 14
             */
            payment_days?: number;
        };
        UpdateDistributorDto: {
            /**
             * @description Unique, whatever its case.
             * @example Nordlicht Filmverleih
             */
            name?: string;
            /** @example Ida Lund */
            contact_name?: string | null;
            /**
             * Format: email
             * @description Where settlements are sent to.
             * @example abrechnung@nordlicht.example
             */
            email?: string | null;
            /** @example +49 30 555 0142 */
            phone?: string | null;
            /** @example Torstraße 12, 10119 Berlin */
            address?: string | null;
            /** @example DE 811 223 344 */
            tax_number?: string | null;
            /** @example Wants the list of admissions on Monday. */
            notes?: string | null;
            /**
             * @description How many days after the end of a film week it is to be paid; 14 when left out.
             * @example 14
             */
            payment_days?: number;
        };
        SettledCinemaResponse: {
            /** @example 1 */
            id: number;
            /** @example Grand */
            name: string;
        };
        SettledDistributorResponse: {
            /** @example 3 */
            id: number;
            /** @example Northern Lights Film */
            name: string;
        };
        SettledMovieResponse: {
            /** @example 0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11 */
            uuid: string;
            /** @example Heat */
            name: string;
            /** @example 1995 */
            year: number;
        };
        SettledContractResponse: {
            /** @description Null for all cinemas. */
            cinema: components["schemas"]["SettledCinemaResponse"] | null;
            /** @example 12 */
            id: number;
            distributor: components["schemas"]["SettledDistributorResponse"];
            movie: components["schemas"]["SettledMovieResponse"];
            /** @example imax */
            hall_type: string | null;
            /** @example 3D */
            format: string | null;
            /** @example 2026-11-01 */
            starts_on: string;
            /** @example 2026-11-28 */
            ends_on: string;
            /**
             * @example [
             *       "60.00",
             *       "50.00",
             *       "40.00"
             *     ]
             */
            weekly_shares: string[];
            /** @example 1000.00 */
            minimum_guarantee: string;
            /** @example true */
            tax_included: boolean;
            /** @example 7.00 */
            tax_percent: string;
            /** @example 200.00 */
            house_costs: string;
        };
        SettlementRowResponse: {
            /** @example 31 */
            id: number;
            /** @example 1 */
            week: number;
            /**
             * @description 0 for the closing, then the corrections.
             * @example 0
             */
            sequence: number;
            /** @example 2026-11-01 */
            from: string;
            /** @example 2026-11-07 */
            to: string;
            /**
             * @description Percent.
             * @example 60.00
             */
            share: string;
            /** @example 2632.15 */
            film_hire: string;
            /**
             * @description What the minimum guarantee asks for beyond the film hire of all weeks.
             * @example 0.00
             */
            top_up: string;
            /** @example 2632.15 */
            due: string;
            /** @example usd */
            currency: string;
            /** @example 2026-11-09T09:12:44.000Z */
            closed_at: string;
            /** @example 2 */
            closed_by: number | null;
            /**
             * @description Tickets that were not given back.
             * @example 412
             */
            tickets: number;
            /**
             * @description Prices after discounts, points included.
             * @example 4944.00
             */
            gross: string;
            /** @example 36.00 */
            refunds: string;
            /**
             * @description What is left of the gross after refunds.
             * @example 4908.00
             */
            net: string;
            /**
             * @description Taken off where the contract says that prices include it.
             * @example 321.08
             */
            tax: string;
            /** @example 200.00 */
            house_costs: string;
            /**
             * @description What is shared.
             * @example 4386.92
             */
            base: string;
        };
        SettlementWeekResponse: {
            /**
             * @description A `draft` is over and not closed; what is not closed is told as it stands.
             * @example closed
             * @enum {string}
             */
            status: "upcoming" | "running" | "draft" | "closed";
            /** @example 1 */
            week: number;
            /** @example 2026-11-01 */
            from: string;
            /** @example 2026-11-07 */
            to: string;
            /** @example 28 */
            screenings: number;
            /**
             * @description Percent.
             * @example 60.00
             */
            share: string;
            /**
             * @description The share of the base.
             * @example 2632.15
             */
            film_hire: string;
            /**
             * @description What the minimum guarantee asks for beyond the film hire of all weeks: with the last film week that is still open.
             * @example 0.00
             */
            top_up: string;
            /**
             * @description Film hire and top-up.
             * @example 2632.15
             */
            due: string;
            /** @example 2026-11-09T09:12:44.000Z */
            closed_at: string | null;
            /** @description Already added to the figures of the week. */
            corrections: components["schemas"]["SettlementRowResponse"][];
            /**
             * @description Tickets that were not given back.
             * @example 412
             */
            tickets: number;
            /**
             * @description Prices after discounts, points included.
             * @example 4944.00
             */
            gross: string;
            /** @example 36.00 */
            refunds: string;
            /**
             * @description What is left of the gross after refunds.
             * @example 4908.00
             */
            net: string;
            /**
             * @description Taken off where the contract says that prices include it.
             * @example 321.08
             */
            tax: string;
            /** @example 200.00 */
            house_costs: string;
            /**
             * @description What is shared.
             * @example 4386.92
             */
            base: string;
        };
        SettlementProblemResponse: {
            /**
             * @example differs
             * @enum {string}
             */
            kind: "no-contract" | "gap" | "differs";
            /**
             * @description The film week that it is about.
             * @example 2
             */
            week?: number;
            /**
             * @description The screenings that it is about, at most 100.
             * @example [
             *       311
             *     ]
             */
            screening_ids?: number[];
            /** @example Film week 2 was closed, and its box office has changed since. Close it again to correct it. */
            message: string;
        };
        SettlementResponse: {
            contract: components["schemas"]["SettledContractResponse"];
            weeks: components["schemas"]["SettlementWeekResponse"][];
            /**
             * @description Of the weeks that are listed.
             * @example 2632.15
             */
            due_total: string;
            /**
             * @description Of the whole contract.
             * @example 2000.00
             */
            paid_total: string;
            /**
             * @description What all weeks of the contract come to as things stand, less what was paid; negative where too much was paid.
             * @example 632.15
             */
            balance: string;
            /**
             * @description The part of it that film weeks ask for that are over.
             * @example 632.15
             */
            balance_of_ended_weeks: string;
            /** @example usd */
            currency: string;
            problems: components["schemas"]["SettlementProblemResponse"][];
        };
        SettledScreeningResponse: {
            /** @example 311 */
            screening_id: number;
            /** @example 2026-11-02T18:30:00.000Z */
            starts_at: string;
            /**
             * @description On the calendar of the cinema.
             * @example 2026-11-02
             */
            date: string;
            /** @example Hall 1 */
            hall: string;
            /** @example 18 */
            tickets: number;
            /** @example 216.00 */
            gross: string;
            /** @example 12.00 */
            refunds: string;
            /** @example 204.00 */
            net: string;
        };
        SettledCinemaWeekResponse: {
            cinema: components["schemas"]["SettledCinemaResponse"];
            screenings: components["schemas"]["SettledScreeningResponse"][];
            /**
             * @description Tickets that were not given back.
             * @example 412
             */
            tickets: number;
            /**
             * @description Prices after discounts, points included.
             * @example 4944.00
             */
            gross: string;
            /** @example 36.00 */
            refunds: string;
            /**
             * @description What is left of the gross after refunds.
             * @example 4908.00
             */
            net: string;
            /**
             * @description Taken off where the contract says that prices include it.
             * @example 321.08
             */
            tax: string;
            /** @example 200.00 */
            house_costs: string;
            /**
             * @description What is shared.
             * @example 4386.92
             */
            base: string;
        };
        SettlementWeekDetailResponse: {
            /**
             * @description A `draft` is over and not closed; what is not closed is told as it stands.
             * @example closed
             * @enum {string}
             */
            status: "upcoming" | "running" | "draft" | "closed";
            /** @example 1 */
            week: number;
            /** @example 2026-11-01 */
            from: string;
            /** @example 2026-11-07 */
            to: string;
            /** @example 28 */
            screenings: number;
            /**
             * @description Percent.
             * @example 60.00
             */
            share: string;
            /**
             * @description The share of the base.
             * @example 2632.15
             */
            film_hire: string;
            /**
             * @description What the minimum guarantee asks for beyond the film hire of all weeks: with the last film week that is still open.
             * @example 0.00
             */
            top_up: string;
            /**
             * @description Film hire and top-up.
             * @example 2632.15
             */
            due: string;
            /** @example 2026-11-09T09:12:44.000Z */
            closed_at: string | null;
            /** @description Already added to the figures of the week. */
            corrections: components["schemas"]["SettlementRowResponse"][];
            /**
             * @description Tickets that were not given back.
             * @example 412
             */
            tickets: number;
            /**
             * @description Prices after discounts, points included.
             * @example 4944.00
             */
            gross: string;
            /** @example 36.00 */
            refunds: string;
            /**
             * @description What is left of the gross after refunds.
             * @example 4908.00
             */
            net: string;
            /**
             * @description Taken off where the contract says that prices include it.
             * @example 321.08
             */
            tax: string;
            /** @example 200.00 */
            house_costs: string;
            /**
             * @description What is shared.
             * @example 4386.92
             */
            base: string;
            cinemas: components["schemas"]["SettledCinemaWeekResponse"][];
            /** @example usd */
            currency: string;
        };
        SettledTicketResponse: {
            /** @example 311 */
            screening_id: number;
            /**
             * @description The last four signs of its code.
             * @example MNPQ
             */
            code: string;
            /** @example B4 */
            seat: string;
            /** @example 12.00 */
            price: string;
            /** @example 0.00 */
            discount: string;
            /** @example 12.00 */
            net: string;
            /** @example 0.00 */
            refunded: string;
            /** @example 2026-11-01T12:03:11.000Z */
            sold_at: string;
            /**
             * @description `stripe`, `cash`, `terminal` or `points`; null where it cost nothing.
             * @example stripe
             */
            method: string | null;
        };
        SettledTicketPage: {
            items: components["schemas"]["SettledTicketResponse"][];
            /** @example 1 */
            page: number;
            /** @example 20 */
            per_page: number;
            /**
             * @description How many items the whole list has.
             * @example 1
             */
            total_items: number;
            /** @example 1 */
            total_pages: number;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            prev_page: string | null;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            next_page: string | null;
        };
        SettlementRowPage: {
            items: components["schemas"]["SettlementRowResponse"][];
            /** @example 1 */
            page: number;
            /** @example 20 */
            per_page: number;
            /**
             * @description How many items the whole list has.
             * @example 1
             */
            total_items: number;
            /** @example 1 */
            total_pages: number;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            prev_page: string | null;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            next_page: string | null;
        };
        CloseWeekDto: {
            /** @example 1 */
            week: number;
        };
        CreateReportDto: {
            /**
             * @example revenue
             * @enum {string}
             */
            type: "revenue" | "popular_films" | "occupancy" | "distributor_settlement" | "concession_sales" | "promo_and_bonus" | "refunds";
            /**
             * @example pdf
             * @enum {string}
             */
            format: "pdf" | "xlsx" | "csv";
            /**
             * @description All cinemas, and what is sold online, when left out or null.
             * @example null
             */
            cinema_id?: number | null;
            /**
             * @description For `distributor_settlement` only; all distributors when left out or null.
             * @example null
             */
            distributor_id?: number | null;
            /**
             * @description The first day.
             * @example 2026-11-01
             */
            from: string;
            /**
             * @description The last day, which belongs to the period; today at the latest, and at most three years from the first.
             * @example 2026-11-20
             */
            to: string;
        };
        NamedResponse: {
            /** @example 1 */
            id: number;
            /** @example Cinema on the Square */
            name: string;
        };
        RequesterResponse: {
            /** @example 17 */
            id: number;
            /** @example Ada L. */
            name: string;
        };
        ReportResponse: {
            /**
             * @example revenue
             * @enum {string}
             */
            type: "revenue" | "popular_films" | "occupancy" | "distributor_settlement" | "concession_sales" | "promo_and_bonus" | "refunds";
            /**
             * @example pdf
             * @enum {string}
             */
            format: "pdf" | "xlsx" | "csv";
            /** @description Null for all. */
            cinema: components["schemas"]["NamedResponse"] | null;
            /** @description Null for all. */
            distributor: components["schemas"]["NamedResponse"] | null;
            /**
             * @example completed
             * @enum {string}
             */
            status: "queued" | "running" | "completed" | "failed";
            /**
             * @description Why it failed.
             * @example null
             */
            error: string | null;
            /** @description Null where a schedule did. */
            created_by: components["schemas"]["RequesterResponse"] | null;
            /**
             * @description The schedule that had it made.
             * @example null
             */
            schedule_id: number | null;
            /** @example 12 */
            id: number;
            /** @example 2026-11-01 */
            from: string;
            /** @example 2026-11-20 */
            to: string;
            /**
             * @description Percent.
             * @example 100
             */
            progress: number;
            /**
             * @description Where the file is; null until it is completed.
             * @example /reports/12/file
             */
            file_url: string | null;
            /**
             * @description Bytes.
             * @example 48213
             */
            file_size: number | null;
            /** @example 2026-11-21T09:30:00.000Z */
            created_at: string;
            /** @example 2026-11-21T09:30:04.000Z */
            finished_at: string | null;
            /**
             * @description When the report and its file are removed.
             * @example 2026-12-21T09:30:04.000Z
             */
            expires_at: string | null;
        };
        ReportPage: {
            items: components["schemas"]["ReportResponse"][];
            /** @example 1 */
            page: number;
            /** @example 20 */
            per_page: number;
            /**
             * @description How many items the whole list has.
             * @example 1
             */
            total_items: number;
            /** @example 1 */
            total_pages: number;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            prev_page: string | null;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            next_page: string | null;
        };
        ReportTypeResponse: {
            /**
             * @example revenue
             * @enum {string}
             */
            type: "revenue" | "popular_films" | "occupancy" | "distributor_settlement" | "concession_sales" | "promo_and_bonus" | "refunds";
            /**
             * @example [
             *       "pdf",
             *       "xlsx",
             *       "csv"
             *     ]
             */
            formats: ("pdf" | "xlsx" | "csv")[];
            /**
             * @description What it can be narrowed to.
             * @example [
             *       "cinema_id"
             *     ]
             */
            filters: string[];
            /** @example Revenue */
            title: string;
            /** @example What was sold and what was given back: by day, week, month, film, cinema and kind. */
            description: string;
        };
        ReportTypesResponse: {
            items: components["schemas"]["ReportTypeResponse"][];
        };
        ScheduledReportResponse: {
            /**
             * @example completed
             * @enum {string}
             */
            status: "queued" | "running" | "completed" | "failed";
            /** @example 12 */
            id: number;
        };
        ReportScheduleResponse: {
            /**
             * @example revenue
             * @enum {string}
             */
            type: "revenue" | "popular_films" | "occupancy" | "distributor_settlement" | "concession_sales" | "promo_and_bonus" | "refunds";
            /**
             * @example pdf
             * @enum {string}
             */
            format: "pdf" | "xlsx" | "csv";
            /**
             * @example weekly
             * @enum {string}
             */
            cadence: "daily" | "weekly" | "monthly";
            /** @description Null for all. */
            cinema: components["schemas"]["NamedResponse"] | null;
            /** @description Null for all. */
            distributor: components["schemas"]["NamedResponse"] | null;
            /**
             * @example [
             *       "accounts@cinema.example"
             *     ]
             */
            recipients: string[];
            last_report: components["schemas"]["ScheduledReportResponse"] | null;
            created_by: components["schemas"]["RequesterResponse"] | null;
            /** @example 3 */
            id: number;
            /** @example 6 */
            hour: number;
            /** @example Europe/Kyiv */
            time_zone: string;
            /** @example true */
            enabled: boolean;
            /**
             * @description Null while it is not enabled.
             * @example 2026-11-23T04:00:00.000Z
             */
            next_run_at: string | null;
            /** @example 2026-11-16T04:00:12.000Z */
            last_run_at: string | null;
            /** @example 2026-11-02T10:00:00.000Z */
            created_at: string;
        };
        ReportSchedulePage: {
            items: components["schemas"]["ReportScheduleResponse"][];
            /** @example 1 */
            page: number;
            /** @example 20 */
            per_page: number;
            /**
             * @description How many items the whole list has.
             * @example 1
             */
            total_items: number;
            /** @example 1 */
            total_pages: number;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            prev_page: string | null;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            next_page: string | null;
        };
        CreateReportScheduleDto: {
            /**
             * @example revenue
             * @enum {string}
             */
            type: "revenue" | "popular_films" | "occupancy" | "distributor_settlement" | "concession_sales" | "promo_and_bonus" | "refunds";
            /**
             * @example pdf
             * @enum {string}
             */
            format: "pdf" | "xlsx" | "csv";
            /**
             * @description Each day for the day before, each Monday for the week from Monday to Sunday before, or the first of each month for the month before.
             * @example weekly
             * @enum {string}
             */
            cadence: "daily" | "weekly" | "monthly";
            /**
             * @description All cinemas, and what is sold online, when left out or null.
             * @example null
             */
            cinema_id?: number | null;
            /**
             * @description For `distributor_settlement` only; all distributors when left out or null.
             * @example null
             */
            distributor_id?: number | null;
            /**
             * @description Who is mailed the file.
             * @example [
             *       "accounts@cinema.example"
             *     ]
             */
            recipients: string[];
            /**
             * @description On the clocks of the time zone; 6 when left out.
             * @example 6
             */
            hour?: number;
            /**
             * @description The name of an IANA time zone; the cinema's own when left out, or UTC where none is named.
             * @example Europe/Kyiv
             */
            time_zone?: string;
            /**
             * @description True when left out. What would have been made meanwhile is not made up for.
             * @example true
             */
            enabled?: boolean;
        };
        UpdateReportScheduleDto: {
            /**
             * @example revenue
             * @enum {string}
             */
            type?: "revenue" | "popular_films" | "occupancy" | "distributor_settlement" | "concession_sales" | "promo_and_bonus" | "refunds";
            /**
             * @example pdf
             * @enum {string}
             */
            format?: "pdf" | "xlsx" | "csv";
            /**
             * @description Each day for the day before, each Monday for the week from Monday to Sunday before, or the first of each month for the month before.
             * @example weekly
             * @enum {string}
             */
            cadence?: "daily" | "weekly" | "monthly";
            /**
             * @description All cinemas, and what is sold online, when left out or null.
             * @example null
             */
            cinema_id?: number | null;
            /**
             * @description For `distributor_settlement` only; all distributors when left out or null.
             * @example null
             */
            distributor_id?: number | null;
            /**
             * @description Who is mailed the file.
             * @example [
             *       "accounts@cinema.example"
             *     ]
             */
            recipients?: string[];
            /**
             * @description On the clocks of the time zone; 6 when left out.
             * @example 6
             */
            hour?: number;
            /**
             * @description The name of an IANA time zone; the cinema's own when left out, or UTC where none is named.
             * @example Europe/Kyiv
             */
            time_zone?: string;
            /**
             * @description True when left out. What would have been made meanwhile is not made up for.
             * @example true
             */
            enabled?: boolean;
        };
        SalesTotalsResponse: {
            /**
             * @description Orders that it was sold in.
             * @example 12
             */
            orders: number;
            /**
             * @description Pieces that were sold.
             * @example 15
             */
            quantity: number;
            /**
             * @description What they cost, after discounts, in money and points.
             * @example 149.85
             */
            gross: string;
            /**
             * @description What was given back in these days, whenever the sale was.
             * @example 9.99
             */
            refunded: string;
            /**
             * @description The difference; negative where more was given back than sold.
             * @example 139.86
             */
            net: string;
        };
        SalesRowResponse: {
            /**
             * @description A day, a week or a month by its first day, a film by its uuid, a cinema, hall or seller by its id, hall types, kinds and methods by their names. Null for what belongs to none.
             * @example 2026-11-21
             */
            key: string | null;
            /**
             * @description The same for people.
             * @example 2026-11-21
             */
            label: string;
            /**
             * @description Orders that it was sold in.
             * @example 12
             */
            orders: number;
            /**
             * @description Pieces that were sold.
             * @example 15
             */
            quantity: number;
            /**
             * @description What they cost, after discounts, in money and points.
             * @example 149.85
             */
            gross: string;
            /**
             * @description What was given back in these days, whenever the sale was.
             * @example 9.99
             */
            refunded: string;
            /**
             * @description The difference; negative where more was given back than sold.
             * @example 139.86
             */
            net: string;
        };
        SalesResponse: {
            /**
             * @example day
             * @enum {string}
             */
            group_by: "day" | "week" | "month" | "movie" | "cinema" | "hall" | "hall_type" | "kind" | "method" | "seller";
            /** @example 2026-10-22 */
            from: string;
            /** @example 2026-11-21 */
            to: string;
            /** @example usd */
            currency: string;
            total: components["schemas"]["SalesTotalsResponse"];
            /** @description At most 1,100: the latest days, weeks and months, and what sold best. */
            items: components["schemas"]["SalesRowResponse"][];
        };
        AuditActor: {
            /** @example 4 */
            id: number;
            /**
             * @description A placeholder ending in `@deleted.invalid` once the account was deleted.
             * @example grace@mail.example
             */
            email: string;
        };
        AuditEntryResponse: {
            /** @description Who did it; null for commands and tasks of the program itself. */
            actor: components["schemas"]["AuditActor"] | null;
            /**
             * @description The changed members as they were; null for what was new.
             * @example {
             *       "group": "user"
             *     }
             */
            before: {
                [key: string]: unknown;
            } | null;
            /**
             * @description The changed members as they became; null for what is gone.
             * @example {
             *       "group": "moderator"
             *     }
             */
            after: {
                [key: string]: unknown;
            } | null;
            /** @example 1204 */
            id: number;
            /**
             * @description What was done, as `thing.verb`.
             * @example user.change-group
             */
            action: string;
            /**
             * @description To what it was done, as `thing:id`.
             * @example user:17
             */
            target: string;
            /**
             * @description Under this id the log knows the request; null for commands and tasks.
             * @example 9b2f3c1e-54d1-4a53-9e0f-0e2f6c1f7a11
             */
            request_id: string | null;
            /** @example 2026-11-21T09:30:00.000Z */
            created_at: string;
        };
        AuditEntryPage: {
            items: components["schemas"]["AuditEntryResponse"][];
            /** @example 1 */
            page: number;
            /** @example 20 */
            per_page: number;
            /**
             * @description How many items the whole list has.
             * @example 1
             */
            total_items: number;
            /** @example 1 */
            total_pages: number;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            prev_page: string | null;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            next_page: string | null;
        };
        QueueResponse: {
            /**
             * @description Due, and not begun yet.
             * @example 3
             */
            waiting: number;
            /**
             * @description At work.
             * @example 1
             */
            active: number;
            /**
             * @description Not due yet, or between two attempts.
             * @example 0
             */
            delayed: number;
            /**
             * @description Given up after eight attempts.
             * @example 1
             */
            failed: number;
            /**
             * @description For how many seconds the oldest job that is due has been waiting for its end; 0 when there is none.
             * @example 0.2
             */
            oldest_seconds: number;
        };
        CronTaskResponse: {
            /**
             * @description Why the last run failed; null where it did not.
             * @example null
             */
            last_error: string | null;
            /** @example outbox-cleanup */
            name: string;
            /** @example false */
            running: boolean;
            /** @example 2026-11-21T10:30:00.000Z */
            next_run_at: string;
            /** @example 2026-11-21T09:30:00.000Z */
            last_started_at: string | null;
            /** @example 2026-11-21T09:30:00.150Z */
            last_finished_at: string | null;
            /**
             * @description What the last run did; null where it failed, or there was none.
             * @example removed 12 delivered jobs, forgot the secrets of 0 failed ones
             */
            last_result: string | null;
        };
        FailedJobResponse: {
            /** @example 1204 */
            id: number;
            /** @example send-mail */
            name: string;
            /** @example 8 */
            attempts: number;
            /**
             * @description Why the last attempt failed.
             * @example Error: The mail server answered 554 to DATA.
             */
            error: string;
            /** @example 2026-11-21T09:30:00.000Z */
            created_at: string;
            /** @example 2026-11-21T09:51:30.000Z */
            failed_at: string;
        };
        FailedJobPage: {
            items: components["schemas"]["FailedJobResponse"][];
            /** @example 1 */
            page: number;
            /** @example 20 */
            per_page: number;
            /**
             * @description How many items the whole list has.
             * @example 1
             */
            total_items: number;
            /** @example 1 */
            total_pages: number;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            prev_page: string | null;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            next_page: string | null;
        };
        JobsResponse: {
            queue: components["schemas"]["QueueResponse"];
            /** @description By name. */
            cron_tasks: components["schemas"]["CronTaskResponse"][];
            failed: components["schemas"]["FailedJobPage"];
        };
        RetriedJobResponse: {
            /**
             * @example waiting
             * @enum {string}
             */
            status: "waiting";
            /** @example 1204 */
            id: number;
            /** @example send-mail */
            name: string;
            /** @example 2026-11-21T09:30:00.000Z */
            created_at: string;
        };
        UserResponse: {
            /**
             * @example user
             * @enum {string}
             */
            group: "user" | "cashier" | "moderator" | "admin";
            /**
             * @description `pending`: the link in the mail was not followed yet. `active`: can sign in. `deactivated`: closed by an administrator.
             * @example active
             * @enum {string}
             */
            status: "pending" | "active" | "deactivated";
            /** @example 17 */
            id: number;
            /** @example ada@mail.example */
            email: string;
            /** @example true */
            is_active: boolean;
            /** @example 2026-03-02T09:00:00.000Z */
            created_at: string;
            /**
             * @description When the e-mail was confirmed, or an administrator opened the account; null before.
             * @example 2026-03-02T09:04:30.000Z
             */
            activated_at: string | null;
        };
        UserPage: {
            items: components["schemas"]["UserResponse"][];
            /** @example 1 */
            page: number;
            /** @example 20 */
            per_page: number;
            /**
             * @description How many items the whole list has.
             * @example 1
             */
            total_items: number;
            /** @example 1 */
            total_pages: number;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            prev_page: string | null;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            next_page: string | null;
        };
        ChangeGroupDto: {
            /**
             * @example moderator
             * @enum {string}
             */
            group: "user" | "cashier" | "moderator" | "admin";
        };
        PreferenceResponse: {
            /**
             * @description The ways that there are.
             * @example [
             *       "in_app",
             *       "mail",
             *       "telegram"
             *     ]
             */
            channels: ("in_app" | "mail" | "telegram")[];
            /**
             * @description Those that cannot be turned off: what has to be said.
             * @example []
             */
            locked: ("in_app" | "mail" | "telegram")[];
            /** @example comment-like */
            kind: string;
            /** @example Likes of your comments */
            label: string;
            /**
             * @description In the list of notifications and on the stream.
             * @example true
             */
            in_app: boolean;
            /**
             * @description In the mail that collects what is unread, at most once an hour.
             * @example false
             */
            mail: boolean;
            /**
             * @description By Telegram, while your chat is linked.
             * @example false
             */
            telegram: boolean;
        };
        PreferencesResponse: {
            items: components["schemas"]["PreferenceResponse"][];
            /**
             * @description Whether a chat is linked; nothing is sent by Telegram otherwise.
             * @example true
             */
            telegram_linked: boolean;
        };
        PreferenceDto: {
            /**
             * @description In the list of notifications and on the stream.
             * @example true
             */
            in_app?: boolean;
            /**
             * @description In the mail that collects what is unread, at most once an hour.
             * @example false
             */
            mail?: boolean;
            /**
             * @description By Telegram, while your chat is linked.
             * @example false
             */
            telegram?: boolean;
            /** @example comment-like */
            kind: string;
        };
        ChangePreferencesDto: {
            items: components["schemas"]["PreferenceDto"][];
        };
        QuietHoursDto: {
            /** @example 22:00 */
            from: string;
            /**
             * @description Not the same as `from`; on the next day where it is earlier.
             * @example 08:00
             */
            until: string;
            /**
             * @description IANA, of where you live.
             * @example Europe/Kyiv
             */
            time_zone: string;
        };
        NotificationSettingsResponse: {
            /**
             * @description Of messages by Telegram; null for that of the Telegram app.
             * @example uk
             * @enum {string|null}
             */
            language: "en" | "uk" | null;
            /**
             * @description Your cinema: the bot tells of what is on there.
             * @example 1
             */
            cinema_id: number | null;
            /** @description Mails of news and Telegram messages wait until they end; what is urgent does not. */
            quiet_hours: components["schemas"]["QuietHoursDto"] | null;
        };
        ChangeNotificationSettingsDto: {
            /**
             * @example uk
             * @enum {string|null}
             */
            language?: "en" | "uk" | null;
            /** @example 1 */
            cinema_id?: number | null;
            quiet_hours?: components["schemas"]["QuietHoursDto"] | null;
        };
        UnsubscribedResponse: {
            /** @example You get no more of these mails. */
            message: string;
        };
        NotificationResponse: {
            /** @example 31 */
            id: number;
            /** @example comment-like */
            kind: string;
            /** @example Ada L. and 4 others liked your comment */
            title: string;
            /** @example The lighting alone is worth the ticket. */
            body: string;
            /**
             * @description A path of this API.
             * @example /comments/17/replies
             */
            link: string;
            /**
             * @description Null while it is unread.
             * @example 2026-03-02T09:30:00.000Z
             */
            read_at: string | null;
            /**
             * @description When it happened, for the last time where several are told together.
             * @example 2026-03-02T09:00:00.000Z
             */
            created_at: string;
        };
        NotificationPage: {
            items: components["schemas"]["NotificationResponse"][];
            /** @example 1 */
            page: number;
            /** @example 20 */
            per_page: number;
            /**
             * @description How many items the whole list has.
             * @example 1
             */
            total_items: number;
            /** @example 1 */
            total_pages: number;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            prev_page: string | null;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            next_page: string | null;
            /**
             * @description How many are unread in all.
             * @example 3
             */
            unread_count: number;
        };
        ReadNotificationsDto: {
            /**
             * @example [
             *       31,
             *       32
             *     ]
             */
            ids?: number[];
        };
        UnreadCountResponse: {
            /** @example 0 */
            unread_count: number;
        };
        ReportCommentDto: {
            /** @example Gives away the end without a warning. */
            reason: string;
        };
        OwnReportResponse: {
            /**
             * @example open
             * @enum {string}
             */
            status: "open" | "resolved";
            /** @example 31 */
            id: number;
            /** @example 204 */
            comment_id: number;
            /** @example Gives away the end without a warning. */
            reason: string;
            /** @example 2026-11-21T09:45:00.000Z */
            created_at: string;
        };
        CommentAuthor: {
            /**
             * @description Null once the account was deleted.
             * @example 17
             */
            id: number | null;
            /** @example Ada L. */
            display_name: string;
            /** @example /media/avatars/3f/3fa85f64-w256.webp */
            avatar_url: string | null;
        };
        CommentResponse: {
            /** @description Null for a comment that was deleted. */
            author: components["schemas"]["CommentAuthor"] | null;
            /** @example 204 */
            id: number;
            /** @example 0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11 */
            movie_uuid: string;
            /**
             * @description The comment that begins the thread; null for that comment itself.
             * @example 198
             */
            parent_id: number | null;
            /**
             * @description For a reply, the comment or reply that it answers; null for the comment that begins the thread.
             * @example 201
             */
            reply_to: number | null;
            /**
             * @description Plain text as it was typed, never HTML: escape it where you show it. Empty for a comment that was deleted.
             * @example The coffee scene alone is worth the evening.
             */
            text: string;
            /** @example 12 */
            likes: number;
            /**
             * @description Whether you like it; false while you are not signed in.
             * @example false
             */
            liked: boolean;
            /**
             * @description Replies in its thread; replies themselves have none.
             * @example 0
             */
            reply_count: number;
            /**
             * @description Whether it was deleted and only stands here for its replies.
             * @example false
             */
            deleted: boolean;
            /**
             * @description Null for a comment that is as it was first written.
             * @example 2026-11-21T09:40:00.000Z
             */
            edited_at: string | null;
            /** @example 2026-11-21T09:30:00.000Z */
            created_at: string;
        };
        CommentReportResponse: {
            /**
             * @example open
             * @enum {string}
             */
            status: "open" | "resolved";
            /**
             * @description What became of it; null while the report is open.
             * @example delete
             * @enum {string|null}
             */
            action: "keep" | "delete" | null;
            /** @description The comment as it is now. */
            comment: components["schemas"]["CommentResponse"];
            /**
             * @description What it said when it was reported.
             * @example He was dead all along.
             */
            reported_text: string;
            /** @description Who reported it. */
            reporter: components["schemas"]["CommentAuthor"];
            /** @example Spoilers need a warning. */
            note: string | null;
            /** @example 2026-11-21T10:20:00.000Z */
            resolved_at: string | null;
            /** @example 31 */
            id: number;
            /** @example 204 */
            comment_id: number;
            /** @example Gives away the end without a warning. */
            reason: string;
            /** @example 2026-11-21T09:45:00.000Z */
            created_at: string;
        };
        CommentReportPage: {
            items: components["schemas"]["CommentReportResponse"][];
            /** @example 1 */
            page: number;
            /** @example 20 */
            per_page: number;
            /**
             * @description How many items the whole list has.
             * @example 1
             */
            total_items: number;
            /** @example 1 */
            total_pages: number;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            prev_page: string | null;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            next_page: string | null;
        };
        ResolveReportDto: {
            /**
             * @example delete
             * @enum {string}
             */
            action: "keep" | "delete";
            /**
             * @description Why. The author of a deleted comment is told; left out, they read that it was reported and broke the rules.
             * @example Spoilers need a warning.
             */
            note?: string | null;
        };
        CommentPage: {
            items: components["schemas"]["CommentResponse"][];
            /** @example 1 */
            page: number;
            /** @example 20 */
            per_page: number;
            /**
             * @description How many items the whole list has.
             * @example 1
             */
            total_items: number;
            /** @example 1 */
            total_pages: number;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            prev_page: string | null;
            /**
             * @description A relative URL that keeps every filter.
             * @example null
             */
            next_page: string | null;
        };
        WriteCommentDto: {
            /**
             * @description Kept as it is typed. At most 2000 characters; line breaks are fine, other control characters are not.
             * @example The coffee scene alone is worth the evening.
             */
            text: string;
        };
        EditCommentDto: {
            /**
             * @description Kept as it is typed. At most 2000 characters; line breaks are fine, other control characters are not.
             * @example The coffee scene alone is worth the evening.
             */
            text: string;
            /**
             * @description Why; moderators who change another's comment must say it, and the author is told.
             * @example Gave away the end of the film.
             */
            reason?: string | null;
        };
        DeleteCommentDto: {
            /**
             * @description Moderators who delete another's comment must say it, and the author is told.
             * @example An insult, and nothing about the film.
             */
            reason?: string | null;
        };
        TelegramLinkResponse: {
            /**
             * @description While it is linked.
             * @example 700100200
             */
            tg_id?: number;
            /**
             * @description While it is linked; null for somebody who has none.
             * @example ada_lovelace
             */
            username?: string | null;
            /**
             * @description While it is linked.
             * @example 2026-11-21T09:30:00.000Z
             */
            linked_at?: string;
            /**
             * @description While it is not linked: open it on a device with Telegram, and press Start.
             * @example https://t.me/online_cinema_bot?start=q9ZrX3lQ0mJk2fV7bT5sW8yN1uC4hE6pD_aGxLoR-cM
             */
            deep_link?: string;
            /**
             * @description Until when the deep link is good.
             * @example 2026-11-21T09:40:00.000Z
             */
            expires_at?: string;
            /** @example false */
            linked: boolean;
        };
        DeepLinkResponse: {
            /** @example https://t.me/online_cinema_bot?start=q9ZrX3lQ0mJk2fV7bT5sW8yN1uC4hE6pD_aGxLoR-cM */
            deep_link: string;
            /** @example 2026-11-21T09:40:00.000Z */
            expires_at: string;
        };
        ConfirmLinkDto: {
            /** @example 700100200 */
            tg_id: number;
            /**
             * @description Without the @.
             * @example ada_lovelace
             */
            username?: string | null;
            /** @example q9ZrX3lQ0mJk2fV7bT5sW8yN1uC4hE6pD_aGxLoR-cM */
            code: string;
        };
        ConfirmedLinkResponse: {
            /** @example true */
            linked: boolean;
            /** @example ada_lovelace */
            username: string | null;
            /** @example 700100200 */
            tg_id: number;
            /** @example 2026-11-21T09:30:00.000Z */
            linked_at: string;
        };
        UpdateReceivedResponse: {
            /** @example true */
            received: boolean;
        };
        FieldProblem: {
            /**
             * @description The path of the field in body or query.
             * @example year
             */
            field: string;
            /** @example must be a whole number from 1870 to 2100 */
            message: string;
        };
        ProblemDocumentResponse: {
            /**
             * @description The kind of problem: an address below `/problems/` that explains it.
             * @example /problems/not-found
             */
            type: string;
            /** @example There is no such thing here */
            title: string;
            /** @example 404 */
            status: number;
            /**
             * @description What happened this time.
             * @example There is no genre with the id 7.
             */
            detail: string;
            /**
             * @description The path that was asked for.
             * @example /genres/7
             */
            instance: string;
            /**
             * @description Under this id the log knows the request.
             * @example 9b2f3c1e-54d1-4a53-9e0f-0e2f6c1f7a11
             */
            request_id: string;
            /** @description Only where fields are wrong. */
            errors?: components["schemas"]["FieldProblem"][];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    Problems_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemTypeResponse"][];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Problems_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemTypeResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Health_live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LivenessResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Health_ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthResponse"];
                };
            };
        };
    };
    Metrics_read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example http_requests_in_flight 1 */
                    "text/plain": string;
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Registration_register: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterDto"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisteredResponse"];
                };
            };
            /** @description The e-mail has an account */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Too many are signing in, or Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Registration_follow: {
        parameters: {
            query: {
                email: string;
                token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageResponse"];
                };
            };
            /** @description The link is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Registration_activate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActivateDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageResponse"];
                };
            };
            /** @description The link is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Registration_resend: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmailDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Sessions_login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoginDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenPairResponse"];
                };
            };
            /** @description E-mail or password is wrong, or Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The account is not activated, or The account was deactivated, or Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Too many are signing in, or Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Sessions_refresh: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefreshDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenPairResponse"];
                };
            };
            /** @description The refresh token is not valid, or Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Sessions_logout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefreshDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageResponse"];
                };
            };
            /** @description The refresh token is not valid, or Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Sessions_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionListResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Sessions_endOthers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Sessions_end: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Account_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Account_delete: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeleteAccountDto"];
            };
        };
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description E-mail or password is wrong, or Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The last administrator stays */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Too many are signing in, or Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Account_changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePasswordDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageResponse"];
                };
            };
            /** @description E-mail or password is wrong, or Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The new password is the old one */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Too many are signing in, or Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    PasswordReset_request: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmailDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    PasswordReset_complete: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompleteResetDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageResponse"];
                };
            };
            /** @description The link is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Too many are signing in, or Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Profiles_own: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Profiles_replaceOwn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveProfileDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description It has changed since you read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Profiles_updateOwn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveProfileDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description It has changed since you read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Profiles_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Profiles_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveProfileDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description It has changed since you read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Avatars_replace: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["ImageUpload"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProfileResponse"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The body has a type that is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid, or The image cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Avatars_remove: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    AvatarFiles_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                folder: string;
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/webp": string;
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Imports_list: {
        parameters: {
            query?: {
                /** @description Which page, counted from 1. */
                page?: number;
                /** @description How many items a page has. */
                per_page?: number;
                /** @description Fields to sort by, joined by commas, each with - in front for descending. Ties are broken by id. An unknown field is refused with the list of the known ones. */
                sort?: string;
                /** @description Where to go on, as `next_page` and `prev_page` carry it. Walking on costs the same at every page. Never make one up. */
                bookmark?: string;
                /** @description Only imports in one of these states. */
                status?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportPage"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Imports_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["ImportUpload"];
            };
        };
        responses: {
            /** @description Queued. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportResponse"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The body has a type that is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Imports_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Movies_list: {
        parameters: {
            query?: {
                /** @description Which page, counted from 1. */
                page?: number;
                /** @description How many items a page has. */
                per_page?: number;
                /** @description Fields to sort by, joined by commas, each with - in front for descending. Ties are broken by id. An unknown field is refused with the list of the known ones. */
                sort?: string;
                /** @description Where to go on, as `next_page` and `prev_page` carry it. Walking on costs the same at every page. Never make one up. */
                bookmark?: string;
                /** @description Words to look for in title, description, stars and directors. Case and accents are ignored, the last word may be unfinished, and a typing error in a word is forgiven. Best matches first, titles before people before descriptions, unless `sort` says otherwise. */
                q?: string;
                /** @description Year of release. */
                year?: number[];
                /** @description Released in this year or later. */
                year_from?: number;
                /** @description Released in this year or earlier. */
                year_to?: number;
                /** @description Rated at least this on IMDb. */
                imdb_from?: number;
                /** @description Rated at most this on IMDb. */
                imdb_to?: number;
                /** @description Genre, by name or id. */
                genre?: string[];
                /** @description Star, by whole name or id. */
                star?: string[];
                /** @description Director, by whole name or id. */
                director?: string[];
                /** @description Certification, by name or id. */
                certification?: string[];
                /** @description Whether a filter that is given several times wants any of its values or all of them. */
                match?: "any" | "all";
                /** @description Costs at least this. */
                price_from?: number;
                /** @description Costs at most this. */
                price_to?: number;
                /** @description Only films that somebody of this age may see. */
                suitable_for_age?: number;
                /** @description Only films that are (or are not) on the programme of a cinema. */
                now_showing?: boolean;
                /** @description Only films that can (or cannot) be bought now. */
                on_sale?: boolean;
                /** @description Also count the films of the list by these, joined by commas. Each count respects all other filters, so that it says what choosing one more would find. */
                facets?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MoviePage"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Movies_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateMovieDto"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MovieResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The film is already in the catalogue */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Movies_detail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MovieResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Movies_delete: {
        parameters: {
            query?: {
                /** @description Also delete a film that lies in carts. */
                force?: boolean;
            };
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The film is needed, or The film lies in carts */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description It has changed since you read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Movies_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateMovieDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MovieResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The film is already in the catalogue */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description It has changed since you read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Movies_similar: {
        parameters: {
            query?: {
                /** @description Which page, counted from 1. */
                page?: number;
                /** @description How many items a page has. */
                per_page?: number;
            };
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MoviePage"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Posters_replace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["ImageUpload"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MovieResponse"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description It has changed since you read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The body has a type that is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid, or The image cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Posters_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description It has changed since you read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    PosterFiles_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                folder: string;
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/webp": string;
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Genres_list: {
        parameters: {
            query?: {
                /** @description Which page, counted from 1. */
                page?: number;
                /** @description How many items a page has. */
                per_page?: number;
                /** @description Fields to sort by, joined by commas, each with - in front for descending. Ties are broken by id. An unknown field is refused with the list of the known ones. */
                sort?: string;
                /** @description Where to go on, as `next_page` and `prev_page` carry it. Walking on costs the same at every page. Never make one up. */
                bookmark?: string;
                /** @description Only names that contain this, whatever its case and accents. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TermPage"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Genres_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveTermDto"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TermResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The name is taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Genres_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TermResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Genres_delete: {
        parameters: {
            query?: {
                /** @description Also take it off every film that carries it. */
                force?: boolean;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Films still use it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description It has changed since you read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Genres_rename: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveTermDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TermResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The name is taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description It has changed since you read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Genres_listMovies: {
        parameters: {
            query?: {
                /** @description Which page, counted from 1. */
                page?: number;
                /** @description How many items a page has. */
                per_page?: number;
                /** @description Fields to sort by, joined by commas, each with - in front for descending. Ties are broken by id. An unknown field is refused with the list of the known ones. */
                sort?: string;
                /** @description Where to go on, as `next_page` and `prev_page` carry it. Walking on costs the same at every page. Never make one up. */
                bookmark?: string;
                /** @description Words to look for in title, description, stars and directors. Case and accents are ignored, the last word may be unfinished, and a typing error in a word is forgiven. Best matches first, titles before people before descriptions, unless `sort` says otherwise. */
                q?: string;
                /** @description Year of release. */
                year?: number[];
                /** @description Released in this year or later. */
                year_from?: number;
                /** @description Released in this year or earlier. */
                year_to?: number;
                /** @description Rated at least this on IMDb. */
                imdb_from?: number;
                /** @description Rated at most this on IMDb. */
                imdb_to?: number;
                /** @description Genre, by name or id. */
                genre?: string[];
                /** @description Star, by whole name or id. */
                star?: string[];
                /** @description Director, by whole name or id. */
                director?: string[];
                /** @description Certification, by name or id. */
                certification?: string[];
                /** @description Whether a filter that is given several times wants any of its values or all of them. */
                match?: "any" | "all";
                /** @description Costs at least this. */
                price_from?: number;
                /** @description Costs at most this. */
                price_to?: number;
                /** @description Only films that somebody of this age may see. */
                suitable_for_age?: number;
                /** @description Only films that are (or are not) on the programme of a cinema. */
                now_showing?: boolean;
                /** @description Only films that can (or cannot) be bought now. */
                on_sale?: boolean;
                /** @description Also count the films of the list by these, joined by commas. Each count respects all other filters, so that it says what choosing one more would find. */
                facets?: string;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MoviePage"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Stars_list: {
        parameters: {
            query?: {
                /** @description Which page, counted from 1. */
                page?: number;
                /** @description How many items a page has. */
                per_page?: number;
                /** @description Fields to sort by, joined by commas, each with - in front for descending. Ties are broken by id. An unknown field is refused with the list of the known ones. */
                sort?: string;
                /** @description Where to go on, as `next_page` and `prev_page` carry it. Walking on costs the same at every page. Never make one up. */
                bookmark?: string;
                /** @description Only names that contain this, whatever its case and accents. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TermPage"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Stars_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveTermDto"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TermResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The name is taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Stars_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TermResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Stars_delete: {
        parameters: {
            query?: {
                /** @description Also take it off every film that carries it. */
                force?: boolean;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Films still use it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description It has changed since you read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Stars_rename: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveTermDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TermResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The name is taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description It has changed since you read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Stars_listMovies: {
        parameters: {
            query?: {
                /** @description Which page, counted from 1. */
                page?: number;
                /** @description How many items a page has. */
                per_page?: number;
                /** @description Fields to sort by, joined by commas, each with - in front for descending. Ties are broken by id. An unknown field is refused with the list of the known ones. */
                sort?: string;
                /** @description Where to go on, as `next_page` and `prev_page` carry it. Walking on costs the same at every page. Never make one up. */
                bookmark?: string;
                /** @description Words to look for in title, description, stars and directors. Case and accents are ignored, the last word may be unfinished, and a typing error in a word is forgiven. Best matches first, titles before people before descriptions, unless `sort` says otherwise. */
                q?: string;
                /** @description Year of release. */
                year?: number[];
                /** @description Released in this year or later. */
                year_from?: number;
                /** @description Released in this year or earlier. */
                year_to?: number;
                /** @description Rated at least this on IMDb. */
                imdb_from?: number;
                /** @description Rated at most this on IMDb. */
                imdb_to?: number;
                /** @description Genre, by name or id. */
                genre?: string[];
                /** @description Star, by whole name or id. */
                star?: string[];
                /** @description Director, by whole name or id. */
                director?: string[];
                /** @description Certification, by name or id. */
                certification?: string[];
                /** @description Whether a filter that is given several times wants any of its values or all of them. */
                match?: "any" | "all";
                /** @description Costs at least this. */
                price_from?: number;
                /** @description Costs at most this. */
                price_to?: number;
                /** @description Only films that somebody of this age may see. */
                suitable_for_age?: number;
                /** @description Only films that are (or are not) on the programme of a cinema. */
                now_showing?: boolean;
                /** @description Only films that can (or cannot) be bought now. */
                on_sale?: boolean;
                /** @description Also count the films of the list by these, joined by commas. Each count respects all other filters, so that it says what choosing one more would find. */
                facets?: string;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MoviePage"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Directors_list: {
        parameters: {
            query?: {
                /** @description Which page, counted from 1. */
                page?: number;
                /** @description How many items a page has. */
                per_page?: number;
                /** @description Fields to sort by, joined by commas, each with - in front for descending. Ties are broken by id. An unknown field is refused with the list of the known ones. */
                sort?: string;
                /** @description Where to go on, as `next_page` and `prev_page` carry it. Walking on costs the same at every page. Never make one up. */
                bookmark?: string;
                /** @description Only names that contain this, whatever its case and accents. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TermPage"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Directors_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveTermDto"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TermResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The name is taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Directors_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TermResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Directors_delete: {
        parameters: {
            query?: {
                /** @description Also take it off every film that carries it. */
                force?: boolean;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Films still use it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description It has changed since you read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Directors_rename: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveTermDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TermResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The name is taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description It has changed since you read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Directors_listMovies: {
        parameters: {
            query?: {
                /** @description Which page, counted from 1. */
                page?: number;
                /** @description How many items a page has. */
                per_page?: number;
                /** @description Fields to sort by, joined by commas, each with - in front for descending. Ties are broken by id. An unknown field is refused with the list of the known ones. */
                sort?: string;
                /** @description Where to go on, as `next_page` and `prev_page` carry it. Walking on costs the same at every page. Never make one up. */
                bookmark?: string;
                /** @description Words to look for in title, description, stars and directors. Case and accents are ignored, the last word may be unfinished, and a typing error in a word is forgiven. Best matches first, titles before people before descriptions, unless `sort` says otherwise. */
                q?: string;
                /** @description Year of release. */
                year?: number[];
                /** @description Released in this year or later. */
                year_from?: number;
                /** @description Released in this year or earlier. */
                year_to?: number;
                /** @description Rated at least this on IMDb. */
                imdb_from?: number;
                /** @description Rated at most this on IMDb. */
                imdb_to?: number;
                /** @description Genre, by name or id. */
                genre?: string[];
                /** @description Star, by whole name or id. */
                star?: string[];
                /** @description Director, by whole name or id. */
                director?: string[];
                /** @description Certification, by name or id. */
                certification?: string[];
                /** @description Whether a filter that is given several times wants any of its values or all of them. */
                match?: "any" | "all";
                /** @description Costs at least this. */
                price_from?: number;
                /** @description Costs at most this. */
                price_to?: number;
                /** @description Only films that somebody of this age may see. */
                suitable_for_age?: number;
                /** @description Only films that are (or are not) on the programme of a cinema. */
                now_showing?: boolean;
                /** @description Only films that can (or cannot) be bought now. */
                on_sale?: boolean;
                /** @description Also count the films of the list by these, joined by commas. Each count respects all other filters, so that it says what choosing one more would find. */
                facets?: string;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MoviePage"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Certifications_list: {
        parameters: {
            query?: {
                /** @description Which page, counted from 1. */
                page?: number;
                /** @description How many items a page has. */
                per_page?: number;
                /** @description Fields to sort by, joined by commas, each with - in front for descending. Ties are broken by id. An unknown field is refused with the list of the known ones. */
                sort?: string;
                /** @description Where to go on, as `next_page` and `prev_page` carry it. Walking on costs the same at every page. Never make one up. */
                bookmark?: string;
                /** @description Only names that contain this, whatever its case and accents. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TermPage"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Certifications_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveTermDto"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TermResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The name is taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Certifications_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TermResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Certifications_delete: {
        parameters: {
            query?: {
                /** @description Also take it off every film that carries it. */
                force?: boolean;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Films still use it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description It has changed since you read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Certifications_rename: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveTermDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TermResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The name is taken */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description It has changed since you read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Certifications_listMovies: {
        parameters: {
            query?: {
                /** @description Which page, counted from 1. */
                page?: number;
                /** @description How many items a page has. */
                per_page?: number;
                /** @description Fields to sort by, joined by commas, each with - in front for descending. Ties are broken by id. An unknown field is refused with the list of the known ones. */
                sort?: string;
                /** @description Where to go on, as `next_page` and `prev_page` carry it. Walking on costs the same at every page. Never make one up. */
                bookmark?: string;
                /** @description Words to look for in title, description, stars and directors. Case and accents are ignored, the last word may be unfinished, and a typing error in a word is forgiven. Best matches first, titles before people before descriptions, unless `sort` says otherwise. */
                q?: string;
                /** @description Year of release. */
                year?: number[];
                /** @description Released in this year or later. */
                year_from?: number;
                /** @description Released in this year or earlier. */
                year_to?: number;
                /** @description Rated at least this on IMDb. */
                imdb_from?: number;
                /** @description Rated at most this on IMDb. */
                imdb_to?: number;
                /** @description Genre, by name or id. */
                genre?: string[];
                /** @description Star, by whole name or id. */
                star?: string[];
                /** @description Director, by whole name or id. */
                director?: string[];
                /** @description Certification, by name or id. */
                certification?: string[];
                /** @description Whether a filter that is given several times wants any of its values or all of them. */
                match?: "any" | "all";
                /** @description Costs at least this. */
                price_from?: number;
                /** @description Costs at most this. */
                price_to?: number;
                /** @description Only films that somebody of this age may see. */
                suitable_for_age?: number;
                /** @description Only films that are (or are not) on the programme of a cinema. */
                now_showing?: boolean;
                /** @description Only films that can (or cannot) be bought now. */
                on_sale?: boolean;
                /** @description Also count the films of the list by these, joined by commas. Each count respects all other filters, so that it says what choosing one more would find. */
                facets?: string;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MoviePage"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Reactions_save: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveReactionDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReactionResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Reactions_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Ratings_save: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveRatingDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RatingResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Ratings_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Favorites_add: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FavoriteResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Favorites_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    FavoriteList_list: {
        parameters: {
            query?: {
                /** @description Which page, counted from 1. */
                page?: number;
                /** @description How many items a page has. */
                per_page?: number;
                /** @description Fields to sort by, joined by commas, each with - in front for descending. Ties are broken by id. An unknown field is refused with the list of the known ones. */
                sort?: string;
                /** @description Where to go on, as `next_page` and `prev_page` carry it. Walking on costs the same at every page. Never make one up. */
                bookmark?: string;
                /** @description Words to look for in title, description, stars and directors. Case and accents are ignored, the last word may be unfinished, and a typing error in a word is forgiven. Best matches first, titles before people before descriptions, unless `sort` says otherwise. */
                q?: string;
                /** @description Year of release. */
                year?: number[];
                /** @description Released in this year or later. */
                year_from?: number;
                /** @description Released in this year or earlier. */
                year_to?: number;
                /** @description Rated at least this on IMDb. */
                imdb_from?: number;
                /** @description Rated at most this on IMDb. */
                imdb_to?: number;
                /** @description Genre, by name or id. */
                genre?: string[];
                /** @description Star, by whole name or id. */
                star?: string[];
                /** @description Director, by whole name or id. */
                director?: string[];
                /** @description Certification, by name or id. */
                certification?: string[];
                /** @description Whether a filter that is given several times wants any of its values or all of them. */
                match?: "any" | "all";
                /** @description Costs at least this. */
                price_from?: number;
                /** @description Costs at most this. */
                price_to?: number;
                /** @description Only films that somebody of this age may see. */
                suitable_for_age?: number;
                /** @description Only films that are (or are not) on the programme of a cinema. */
                now_showing?: boolean;
                /** @description Only films that can (or cannot) be bought now. */
                on_sale?: boolean;
                /** @description Also count the films of the list by these, joined by commas. Each count respects all other filters, so that it says what choosing one more would find. */
                facets?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MoviePage"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Cart_show: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CartResponse"];
                };
            };
            /** @description Sign up first, or Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Cart_add: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddToCartDto"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CartItemResponse"];
                };
            };
            /** @description Sign up first, or Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The film is in your cart already, or You own the film already, or The film is in an open order of yours, or The film is not on sale, or The film is not sold in your country, or The film is for older people, or The cart is full */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Cart_clear: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign up first, or Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Cart_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign up first, or Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    AdminCarts_list: {
        parameters: {
            query?: {
                /** @description Which page, counted from 1. */
                page?: number;
                /** @description How many items a page has. */
                per_page?: number;
                /** @description Fields to sort by, joined by commas, each with - in front for descending. Ties are broken by id. An unknown field is refused with the list of the known ones. */
                sort?: string;
                /** @description Where to go on, as `next_page` and `prev_page` carry it. Walking on costs the same at every page. Never make one up. */
                bookmark?: string;
                /** @description Only carts of accounts whose e-mail contains this, whatever its case; a number also finds the account with this id's cart. */
                q?: string;
                /** @description Only the cart of the account with this id. */
                user_id?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminCartPage"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    AdminCarts_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminCartResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Orders_list: {
        parameters: {
            query?: {
                /** @description Which page, counted from 1. */
                page?: number;
                /** @description How many items a page has. */
                per_page?: number;
                /** @description Fields to sort by, joined by commas, each with - in front for descending. Ties are broken by id. An unknown field is refused with the list of the known ones. */
                sort?: string;
                /** @description Where to go on, as `next_page` and `prev_page` carry it. Walking on costs the same at every page. Never make one up. */
                bookmark?: string;
                /** @description Only orders of this status; given several times, of any of them. */
                status?: ("pending" | "paid" | "canceled")[];
                /** @description Only orders made at this time or later. A date alone means its beginning, in UTC. */
                from?: string;
                /** @description Only orders made at this time or earlier. A date alone means the whole day, in UTC. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderPage"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Orders_place: {
        parameters: {
            query?: never;
            header?: {
                /** @description A word of yours for this request, 1 to 255 visible ASCII characters, such as a random UUID. Sent again with the same key and body within 24 hours, it is answered as it was the first time, with `Idempotency-Replayed: true`. Answers of 409, 429 and 5xx are not kept. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CreateOrderDto"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderResponse"];
                };
            };
            /** @description There is nothing to order */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Sign up first, or Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Nothing of it can be bought, or The promo code cannot be used for this, or There are not so many points, or The first request with this key is still being worked on */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid, or The idempotency key was used for another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Orders_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Orders_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The order does not wait for a payment */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Orders_checkout: {
        parameters: {
            query?: never;
            header?: {
                /** @description A word of yours for this request, 1 to 255 visible ASCII characters, such as a random UUID. Sent again with the same key and body within 24 hours, it is answered as it was the first time, with `Idempotency-Replayed: true`. Answers of 409, 429 and 5xx are not kept. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CheckoutDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckoutResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The order does not wait for a payment, or The order has waited for its payment for too long, or The total is another one by now, or Nothing of it can be bought, or It cannot be paid this way, or The order has changed in the meantime, or The first request with this key is still being worked on */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid, or The idempotency key was used for another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The payment provider does not answer, or Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Orders_refund: {
        parameters: {
            query?: never;
            header?: {
                /** @description A word of yours for this request, 1 to 255 visible ASCII characters, such as a random UUID. Sent again with the same key and body within 24 hours, it is answered as it was the first time, with `Idempotency-Replayed: true`. Answers of 409, 429 and 5xx are not kept. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RefundDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The order is not paid, or It was given back already, or It cannot be given back any more, or The payment is disputed, or More than what is left of the payment, or The first request with this key is still being worked on */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid, or The idempotency key was used for another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    AdminOrders_list: {
        parameters: {
            query?: {
                /** @description Which page, counted from 1. */
                page?: number;
                /** @description How many items a page has. */
                per_page?: number;
                /** @description Fields to sort by, joined by commas, each with - in front for descending. Ties are broken by id. An unknown field is refused with the list of the known ones. */
                sort?: string;
                /** @description Where to go on, as `next_page` and `prev_page` carry it. Walking on costs the same at every page. Never make one up. */
                bookmark?: string;
                /** @description Only orders of this status; given several times, of any of them. */
                status?: ("pending" | "paid" | "canceled")[];
                /** @description Only orders made at this time or later. A date alone means its beginning, in UTC. */
                from?: string;
                /** @description Only orders made at this time or earlier. A date alone means the whole day, in UTC. */
                to?: string;
                /** @description Only orders of this account. */
                user_id?: number;
                /** @description Only orders of people whose e-mail contains this, whatever its case. */
                email?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminOrderPage"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    AdminOrders_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminOrderDetailResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    AdminOrders_refund: {
        parameters: {
            query?: never;
            header?: {
                /** @description A word of yours for this request, 1 to 255 visible ASCII characters, such as a random UUID. Sent again with the same key and body within 24 hours, it is answered as it was the first time, with `Idempotency-Replayed: true`. Answers of 409, 429 and 5xx are not kept. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ModeratorRefundDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The order is not paid, or It was given back already, or It cannot be given back any more, or The payment is disputed, or More than what is left of the payment, or The first request with this key is still being worked on */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid, or The idempotency key was used for another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Webhook_receive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceivedResponse"];
                };
            };
            /** @description The signature is not good */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The payment provider does not answer, or Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    PaymentMethods_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentMethodsResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Landing_success: {
        parameters: {
            query?: {
                /** @description The page that was paid on, as Stripe names it. */
                session_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LandingResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Landing_cancel: {
        parameters: {
            query?: {
                /** @description The order that was not paid. */
                order_id?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LandingResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Payments_list: {
        parameters: {
            query?: {
                /** @description Which page, counted from 1. */
                page?: number;
                /** @description How many items a page has. */
                per_page?: number;
                /** @description Fields to sort by, joined by commas, each with - in front for descending. Ties are broken by id. An unknown field is refused with the list of the known ones. */
                sort?: string;
                /** @description Where to go on, as `next_page` and `prev_page` carry it. Walking on costs the same at every page. Never make one up. */
                bookmark?: string;
                /** @description Only payments of this status; given several times, of any of them. */
                status?: ("successful" | "canceled" | "refunded")[];
                /** @description Only payments by this way: `stripe` online, `cash` and `terminal` at the counter; given several times, by any of them. */
                method?: ("stripe" | "cash" | "terminal" | "points")[];
                /** @description Only payments made at this time or later. A date alone means its beginning, in UTC. */
                from?: string;
                /** @description Only payments made at this time or earlier. A date alone means the whole day, in UTC. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentPage"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Payments_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    AdminPayments_list: {
        parameters: {
            query?: {
                /** @description Which page, counted from 1. */
                page?: number;
                /** @description How many items a page has. */
                per_page?: number;
                /** @description Fields to sort by, joined by commas, each with - in front for descending. Ties are broken by id. An unknown field is refused with the list of the known ones. */
                sort?: string;
                /** @description Where to go on, as `next_page` and `prev_page` carry it. Walking on costs the same at every page. Never make one up. */
                bookmark?: string;
                /** @description Only payments of this status; given several times, of any of them. */
                status?: ("successful" | "canceled" | "refunded")[];
                /** @description Only payments by this way: `stripe` online, `cash` and `terminal` at the counter; given several times, by any of them. */
                method?: ("stripe" | "cash" | "terminal" | "points")[];
                /** @description Only payments made at this time or later. A date alone means its beginning, in UTC. */
                from?: string;
                /** @description Only payments made at this time or earlier. A date alone means the whole day, in UTC. */
                to?: string;
                /** @description Only payments of this account. */
                user_id?: number;
                /** @description Only payments of people whose e-mail contains this, whatever its case. */
                email?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdminPaymentPage"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Purchases_list: {
        parameters: {
            query?: {
                /** @description Which page, counted from 1. */
                page?: number;
                /** @description How many items a page has. */
                per_page?: number;
                /** @description Fields to sort by, joined by commas, each with - in front for descending. Ties are broken by id. An unknown field is refused with the list of the known ones. */
                sort?: string;
                /** @description Where to go on, as `next_page` and `prev_page` carry it. Walking on costs the same at every page. Never make one up. */
                bookmark?: string;
                /** @description Words to look for in title, description, stars and directors. Case and accents are ignored, the last word may be unfinished, and a typing error in a word is forgiven. Best matches first, titles before people before descriptions, unless `sort` says otherwise. */
                q?: string;
                /** @description Year of release. */
                year?: number[];
                /** @description Released in this year or later. */
                year_from?: number;
                /** @description Released in this year or earlier. */
                year_to?: number;
                /** @description Rated at least this on IMDb. */
                imdb_from?: number;
                /** @description Rated at most this on IMDb. */
                imdb_to?: number;
                /** @description Genre, by name or id. */
                genre?: string[];
                /** @description Star, by whole name or id. */
                star?: string[];
                /** @description Director, by whole name or id. */
                director?: string[];
                /** @description Certification, by name or id. */
                certification?: string[];
                /** @description Whether a filter that is given several times wants any of its values or all of them. */
                match?: "any" | "all";
                /** @description Costs at least this. */
                price_from?: number;
                /** @description Costs at most this. */
                price_to?: number;
                /** @description Only films that somebody of this age may see. */
                suitable_for_age?: number;
                /** @description Only films that are (or are not) on the programme of a cinema. */
                now_showing?: boolean;
                /** @description Only films that can (or cannot) be bought now. */
                on_sale?: boolean;
                /** @description Also count the films of the list by these, joined by commas. Each count respects all other filters, so that it says what choosing one more would find. */
                facets?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MoviePage"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    FreeSlots_find: {
        parameters: {
            query?: {
                /** @description The day, on the calendar of the cinema; today without it. */
                date?: string;
                /** @description The film; it has to be named. */
                movie_uuid?: string;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FreeSlotsResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Screenings_list: {
        parameters: {
            query?: {
                /** @description Which page, counted from 1. */
                page?: number;
                /** @description How many items a page has. */
                per_page?: number;
                /** @description Fields to sort by, joined by commas, each with - in front for descending. Ties are broken by id. An unknown field is refused with the list of the known ones. */
                sort?: string;
                /** @description Where to go on, as `next_page` and `prev_page` carry it. Walking on costs the same at every page. Never make one up. */
                bookmark?: string;
                /** @description The day of the start, each screening’s in the time zone of its own cinema. */
                date?: string[];
                /** @description Starts at this time or later. */
                from?: string;
                /** @description Starts at this time or earlier. */
                to?: string;
                /** @description The film. */
                movie_uuid?: string[];
                /** @description The cinema. */
                cinema_id?: number[];
                /** @description The hall. */
                hall_id?: number[];
                /** @description What the hall is. */
                hall_type?: ("standard" | "vip" | "imax" | "4dx")[];
                /** @description How it is shown. */
                format?: ("2D" | "3D")[];
                /** @description What is spoken, whatever the case. */
                language?: string[];
                /** @description Only screenings with free seats that are on sale now (or only the others). */
                available?: boolean;
                /** @description Whether they take place; without it only those that do. */
                status?: ("scheduled" | "canceled")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScreeningPage"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Screenings_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateScreeningDto"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScreeningResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something else is on in the hall */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Screenings_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScreeningResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Screenings_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateScreeningDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScreeningResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something else is on in the hall, or Seats of the screening are taken, or The screening is canceled, or The screening is over */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description It has changed since you read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Screenings_createSeries: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateSeriesDto"];
            };
        };
        responses: {
            /** @description What a dry run found. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeriesResponse"];
                };
            };
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeriesResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something else is on at times of the series */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Screenings_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CancelScreeningDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScreeningResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The screening is canceled, or The screening is over */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Cinemas_list: {
        parameters: {
            query?: {
                /** @description Which page, counted from 1. */
                page?: number;
                /** @description How many items a page has. */
                per_page?: number;
                /** @description Fields to sort by, joined by commas, each with - in front for descending. Ties are broken by id. An unknown field is refused with the list of the known ones. */
                sort?: string;
                /** @description Where to go on, as `next_page` and `prev_page` carry it. Walking on costs the same at every page. Never make one up. */
                bookmark?: string;
                /** @description Only those with this in their name or address. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CinemaPage"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Cinemas_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateCinemaDto"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CinemaResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is such a cinema already */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Cinemas_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CinemaResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Cinemas_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Screenings are coming */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description It has changed since you read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Cinemas_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateCinemaDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CinemaResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is such a cinema already, or Screenings are coming */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description It has changed since you read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Halls_list: {
        parameters: {
            query?: {
                /** @description Which page, counted from 1. */
                page?: number;
                /** @description How many items a page has. */
                per_page?: number;
                /** @description Fields to sort by, joined by commas, each with - in front for descending. Ties are broken by id. An unknown field is refused with the list of the known ones. */
                sort?: string;
                /** @description Where to go on, as `next_page` and `prev_page` carry it. Walking on costs the same at every page. Never make one up. */
                bookmark?: string;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HallPage"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Halls_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateHallDto"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HallResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The cinema has such a hall already */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Halls_createIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateHallInCinemaDto"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HallResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The cinema has such a hall already */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Halls_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HallResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Halls_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Screenings are coming */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description It has changed since you read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Halls_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateHallDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HallResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The cinema has such a hall already */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description It has changed since you read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Layouts_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LayoutResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Layouts_save: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveLayoutDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LayoutResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Seats are held or sold */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description It has changed since you read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    PriceLists_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PriceListResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    PriceLists_save: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SavePriceListDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PriceListResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description It has changed since you read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Blocks_block: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BlockSeatsDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeatStatesResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Seats are held or sold */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Blocks_unblock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UnblockSeatsDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeatStatesResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    SeatMap_map: {
        parameters: {
            query?: {
                /** @description For whom the prices are. */
                audience?: "adult" | "child" | "student" | "senior";
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeatMapResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    SeatStream_open: {
        parameters: {
            query?: never;
            header?: {
                /** @description Means nothing here: the whole state comes anew. */
                "Last-Event-ID"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Too many are watching, or Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    BoxOfficeSales_list: {
        parameters: {
            query?: {
                /** @description Which page, counted from 1. */
                page?: number;
                /** @description How many items a page has. */
                per_page?: number;
                /** @description Fields to sort by, joined by commas, each with - in front for descending. Ties are broken by id. An unknown field is refused with the list of the known ones. */
                sort?: string;
                /** @description Where to go on, as `next_page` and `prev_page` carry it. Walking on costs the same at every page. Never make one up. */
                bookmark?: string;
                /** @description Of this shift of yours, or of anybody for moderators; of your open one where it is left out. */
                shift_id?: number;
                /** @description Only sales, or only refunds. */
                kind?: ("sale" | "refund")[];
                /** @description Only cash, or only cards. */
                method?: ("cash" | "card")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TillEntryPage"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    BoxOfficeSales_sell: {
        parameters: {
            query?: never;
            header?: {
                /** @description A word of yours for this request, 1 to 255 visible ASCII characters, such as a random UUID. Sent again with the same key and body within 24 hours, it is answered as it was the first time, with `Idempotency-Replayed: true`. Answers of 409, 429 and 5xx are not kept. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SellDto"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SaleResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Somebody else has the seat, or Seats of the screening are not sold now, or Not all of it can be sold, or The promo code cannot be used for this, or The first request with this key is still being worked on */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid, or The idempotency key was used for another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    BoxOfficeSales_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SaleResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    BoxOfficeSales_refund: {
        parameters: {
            query?: never;
            header?: {
                /** @description A word of yours for this request, 1 to 255 visible ASCII characters, such as a random UUID. Sent again with the same key and body within 24 hours, it is answered as it was the first time, with `Idempotency-Replayed: true`. Answers of 409, 429 and 5xx are not kept. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CounterRefundDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandedOutResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The order was not sold at the counter, or It was paid in another way, or The order is not paid, or It was given back already, or It cannot be given back any more, or The first request with this key is still being worked on */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid, or The idempotency key was used for another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    BoxOfficeSales_payOut: {
        parameters: {
            query?: never;
            header?: {
                /** @description A word of yours for this request, 1 to 255 visible ASCII characters, such as a random UUID. Sent again with the same key and body within 24 hours, it is answered as it was the first time, with `Idempotency-Replayed: true`. Answers of 409, 429 and 5xx are not kept. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandedOutResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The order was not sold at the counter, or Nothing waits to be handed out, or The first request with this key is still being worked on */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid, or The idempotency key was used for another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Shift_current: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShiftResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Shift_open: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenShiftDto"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShiftResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description You have an open shift */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Shift_close: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CloseShiftDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShiftResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description No such shift is open */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Shifts_list: {
        parameters: {
            query?: {
                /** @description Which page, counted from 1. */
                page?: number;
                /** @description How many items a page has. */
                per_page?: number;
                /** @description Fields to sort by, joined by commas, each with - in front for descending. Ties are broken by id. An unknown field is refused with the list of the known ones. */
                sort?: string;
                /** @description Where to go on, as `next_page` and `prev_page` carry it. Walking on costs the same at every page. Never make one up. */
                bookmark?: string;
                /** @description Only shifts of this account. */
                cashier_id?: number;
                /** @description Only shifts opened at this time or later. A date alone means its beginning, in UTC. */
                from?: string;
                /** @description Only shifts opened at this time or earlier. A date alone means the whole day, in UTC. */
                to?: string;
                /** @description Only shifts that are open, or only those that are closed. */
                open?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShiftPage"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Shifts_close: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CloseShiftDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShiftResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description No such shift is open */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Holds_place: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateHoldDto"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HoldResponse"];
                };
            };
            /** @description Sign up first, or Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Somebody else has the seat, or That is more than one person gets, or It would leave a single seat between others, or Seats of the screening are not sold now, or The film is for older people, or So many seats side by side are not left */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Holds_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HoldResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Holds_release: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The hold is over */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Holds_extend: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HoldResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The hold is over, or The hold was extended already */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    CheckIn_checkIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckInDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckInResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description This is no ticket of ours, or The ticket was passed on, or The ticket was given back, or The ticket is for another screening, or The door is not open yet, or Nobody is let in any more, or Somebody is inside with this ticket, or Nobody is inside with this ticket */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    CheckIn_upload: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckInBatchDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckInBatchResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Admissions_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdmissionsResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Tickets_list: {
        parameters: {
            query?: {
                /** @description Which page, counted from 1. */
                page?: number;
                /** @description How many items a page has. */
                per_page?: number;
                /** @description Fields to sort by, joined by commas, each with - in front for descending. Ties are broken by id. An unknown field is refused with the list of the known ones. */
                sort?: string;
                /** @description Where to go on, as `next_page` and `prev_page` carry it. Walking on costs the same at every page. Never make one up. */
                bookmark?: string;
                /** @description Only tickets of this status; given several times, of any of them. */
                status?: ("valid" | "used" | "refunded")[];
                /** @description With `true` the tickets of screenings that are not over, without those that were given back, the next one first. With `false` those of screenings that are over. */
                upcoming?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketPage"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Tickets_verificationKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerificationKeysResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Tickets_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    TicketFiles_png: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/png": string;
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    TicketFiles_svg: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/svg+xml": string;
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    TicketFiles_pdf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    TicketFiles_calendar: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/calendar": string;
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    ScreeningTickets_list: {
        parameters: {
            query?: {
                /** @description Which page, counted from 1. */
                page?: number;
                /** @description How many items a page has. */
                per_page?: number;
                /** @description Fields to sort by, joined by commas, each with - in front for descending. Ties are broken by id. An unknown field is refused with the list of the known ones. */
                sort?: string;
                /** @description Where to go on, as `next_page` and `prev_page` carry it. Walking on costs the same at every page. Never make one up. */
                bookmark?: string;
                /** @description Only tickets of this status; given several times, of any of them. */
                status?: ("valid" | "used" | "refunded")[];
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingPage"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Transfer_transfer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TransferDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransferResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The ticket was given back, or The ticket was passed on, or The ticket cannot be passed on any more */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    PromoQuote_quote: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PromoQuoteDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromoQuoteResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    PromoBatches_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreatePromoBatchDto"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromoBatchResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    PromoBatches_csv: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    PromoCodes_list: {
        parameters: {
            query?: {
                /** @description Which page, counted from 1. */
                page?: number;
                /** @description How many items a page has. */
                per_page?: number;
                /** @description Fields to sort by, joined by commas, each with - in front for descending. Ties are broken by id. An unknown field is refused with the list of the known ones. */
                sort?: string;
                /** @description Where to go on, as `next_page` and `prev_page` carry it. Walking on costs the same at every page. Never make one up. */
                bookmark?: string;
                /** @description Only codes with this in them, whatever its case. */
                q?: string;
                /** @description Only codes of this kind. */
                kind?: "percent" | "fixed";
                /** @description Only codes of this batch. */
                batch_id?: number;
                /** @description Only codes that can be used now, or only those that cannot. */
                active?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromoCodePage"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    PromoCodes_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreatePromoCodeDto"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromoCodeResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is such a code already */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    PromoCodes_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromoCodeResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    PromoCodes_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description It has changed since you read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    PromoCodes_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdatePromoCodeDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromoCodeResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is such a code already */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description It has changed since you read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Bonus_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BonusResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Bonus_transactions: {
        parameters: {
            query?: {
                /** @description Which page, counted from 1. */
                page?: number;
                /** @description How many items a page has. */
                per_page?: number;
                /** @description Fields to sort by, joined by commas, each with - in front for descending. Ties are broken by id. An unknown field is refused with the list of the known ones. */
                sort?: string;
                /** @description Where to go on, as `next_page` and `prev_page` carry it. Walking on costs the same at every page. Never make one up. */
                bookmark?: string;
                /** @description Only these; given several times, any of them. */
                reason?: ("accrued" | "spent" | "returned" | "taken-back" | "adjusted" | "expired" | "debt-paid" | "account-deleted")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BonusTransactionPage"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    AdminBonus_adjust: {
        parameters: {
            query?: never;
            header?: {
                /** @description A word of yours for this request, 1 to 255 visible ASCII characters, such as a random UUID. Sent again with the same key and body within 24 hours, it is answered as it was the first time, with `Idempotency-Replayed: true`. Answers of 409, 429 and 5xx are not kept. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AdjustBonusDto"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BonusTransactionResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There are not so many points, or The first request with this key is still being worked on */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid, or The idempotency key was used for another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Menu_list: {
        parameters: {
            query?: {
                /** @description Which page, counted from 1. */
                page?: number;
                /** @description How many items a page has. */
                per_page?: number;
                /** @description Fields to sort by, joined by commas, each with - in front for descending. Ties are broken by id. An unknown field is refused with the list of the known ones. */
                sort?: string;
                /** @description Where to go on, as `next_page` and `prev_page` carry it. Walking on costs the same at every page. Never make one up. */
                bookmark?: string;
                /** @description Only of this cinema; several mean any of them. */
                cinema_id?: number[];
                /** @description Only of this category; several mean any of them. */
                category?: ("drink" | "snack" | "sweet" | "meal" | "combo" | "other")[];
                /** @description Only what can be ordered now, or only what cannot. */
                available?: boolean;
                /** @description Only those with this in their name or description. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConcessionPage"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Menu_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateConcessionDto"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConcessionResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description It is on the menu already */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Menu_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConcessionResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Menu_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description A combo is made of it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description It has changed since you read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Menu_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateConcessionDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConcessionResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description It is on the menu already, or A combo is made of it */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description It has changed since you read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    ItemPictures_replace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["ImageUpload"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConcessionResponse"];
                };
            };
            /** @description The request cannot be read */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description It has changed since you read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The body has a type that is not taken here */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid, or The image cannot be used */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    ItemPictures_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description It has changed since you read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    ConcessionFiles_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                folder: string;
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/webp": string;
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Queue_open: {
        parameters: {
            query?: {
                /** @description The cinema; must be given. */
                cinema_id?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Too many are watching, or Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Preorders_list: {
        parameters: {
            query?: {
                /** @description Which page, counted from 1. */
                page?: number;
                /** @description How many items a page has. */
                per_page?: number;
                /** @description Fields to sort by, joined by commas, each with - in front for descending. Ties are broken by id. An unknown field is refused with the list of the known ones. */
                sort?: string;
                /** @description Where to go on, as `next_page` and `prev_page` carry it. Walking on costs the same at every page. Never make one up. */
                bookmark?: string;
                /** @description Only those at this cinema. Cashiers see what everybody has to be handed there. */
                cinema_id?: number;
                /** @description Only with this status; several mean any of them. `placed` and `ready` in the queue of a cinema. */
                status?: ("placed" | "ready" | "collected" | "expired" | "refunded")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreorderPage"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Preorders_get: {
        parameters: {
            query?: {
                /** @description The cinema, for cashiers: the code of a pre-order that is over may come again elsewhere. Codes of open ones are unique. */
                cinema_id?: number;
            };
            header?: never;
            path: {
                pickup_code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreorderResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Preorders_ready: {
        parameters: {
            query?: {
                /** @description The cinema, for cashiers: the code of a pre-order that is over may come again elsewhere. Codes of open ones are unique. */
                cinema_id?: number;
            };
            header?: never;
            path: {
                pickup_code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreorderResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The pre-order is over */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Preorders_collect: {
        parameters: {
            query?: {
                /** @description The cinema, for cashiers: the code of a pre-order that is over may come again elsewhere. Codes of open ones are unique. */
                cinema_id?: number;
            };
            header?: never;
            path: {
                pickup_code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreorderResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The pre-order is over */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    ContractProblems_list: {
        parameters: {
            query?: {
                /** @description Which page, counted from 1. */
                page?: number;
                /** @description How many items a page has. */
                per_page?: number;
                /** @description Fields to sort by, joined by commas, each with - in front for descending. Ties are broken by id. An unknown field is refused with the list of the known ones. */
                sort?: string;
                /** @description Where to go on, as `next_page` and `prev_page` carry it. Walking on costs the same at every page. Never make one up. */
                bookmark?: string;
                /** @description Those of this day or later, on the calendars of their cinemas; the last 30 days, or the 30 before an earlier `to`, without it. */
                from?: string;
                /** @description Those of this day or earlier; the next 14 days, or the 14 after a later `from`, without it. */
                to?: string;
                /** @description The cinema. */
                cinema_id?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContractProblemPage"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Contracts_list: {
        parameters: {
            query?: {
                /** @description Which page, counted from 1. */
                page?: number;
                /** @description How many items a page has. */
                per_page?: number;
                /** @description Fields to sort by, joined by commas, each with - in front for descending. Ties are broken by id. An unknown field is refused with the list of the known ones. */
                sort?: string;
                /** @description Where to go on, as `next_page` and `prev_page` carry it. Walking on costs the same at every page. Never make one up. */
                bookmark?: string;
                /** @description Only those with this in the name of the film or the distributor, or in the reference. */
                q?: string;
                /** @description The distributor. */
                distributor_id?: number;
                /** @description The film. */
                movie_uuid?: string;
                /** @description Only those that hold in this cinema: its own, and those for all cinemas. */
                cinema_id?: number;
                /** @description Only those that run on this day. */
                on?: string;
                /** @description Only those that run on this day or later. */
                from?: string;
                /** @description Only those that run on this day or earlier. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RentalContractPage"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Contracts_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateRentalContractDto"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RentalContractResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is such a contract on some of these days */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Contracts_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RentalContractResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Contracts_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Money was settled or paid on the contract */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description It has changed since you read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Contracts_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateRentalContractDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RentalContractResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is such a contract on some of these days, or Money was settled or paid on the contract */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description It has changed since you read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    DistributorPayments_pay: {
        parameters: {
            query?: never;
            header?: {
                /** @description A word of yours for this request, 1 to 255 visible ASCII characters, such as a random UUID. Sent again with the same key and body within 24 hours, it is answered as it was the first time, with `Idempotency-Replayed: true`. Answers of 409, 429 and 5xx are not kept. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreatePaymentDto"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DistributorPaymentResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The payment is more than the contract comes to, or The first request with this key is still being worked on */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid, or The idempotency key was used for another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    DistributorPayments_list: {
        parameters: {
            query?: {
                /** @description Which page, counted from 1. */
                page?: number;
                /** @description How many items a page has. */
                per_page?: number;
                /** @description Fields to sort by, joined by commas, each with - in front for descending. Ties are broken by id. An unknown field is refused with the list of the known ones. */
                sort?: string;
                /** @description Where to go on, as `next_page` and `prev_page` carry it. Walking on costs the same at every page. Never make one up. */
                bookmark?: string;
                /** @description Only of this distributor. */
                distributor_id?: number;
                /** @description Only of this contract. */
                contract_id?: number;
                /** @description Only what is due, or only what was paid. */
                kind?: "due" | "payment";
                /** @description `open` are film weeks that are not closed yet; everything else is `final`. */
                status?: "open" | "final";
                /** @description Only what is due or was paid on this day or later. */
                from?: string;
                /** @description Only what is due or was paid on this day or earlier. */
                to?: string;
                /** @description With `true` only what was due before today (in UTC) and is not paid. */
                overdue?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DistributorPaymentPage"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    DistributorPayments_reverse: {
        parameters: {
            query?: never;
            header?: {
                /** @description A word of yours for this request, 1 to 255 visible ASCII characters, such as a random UUID. Sent again with the same key and body within 24 hours, it is answered as it was the first time, with `Idempotency-Replayed: true`. Answers of 409, 429 and 5xx are not kept. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReversePaymentDto"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DistributorPaymentResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The entry cannot be taken back, or The first request with this key is still being worked on */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid, or The idempotency key was used for another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Distributors_list: {
        parameters: {
            query?: {
                /** @description Which page, counted from 1. */
                page?: number;
                /** @description How many items a page has. */
                per_page?: number;
                /** @description Fields to sort by, joined by commas, each with - in front for descending. Ties are broken by id. An unknown field is refused with the list of the known ones. */
                sort?: string;
                /** @description Where to go on, as `next_page` and `prev_page` carry it. Walking on costs the same at every page. Never make one up. */
                bookmark?: string;
                /** @description Only those with this in their name, contact, e-mail or tax number. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DistributorPage"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Distributors_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateDistributorDto"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DistributorResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is such a distributor already */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Distributors_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DistributorResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Distributors_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There are contracts with the distributor */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description It has changed since you read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Distributors_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateDistributorDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DistributorResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is such a distributor already */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description It has changed since you read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Settlements_settlement: {
        parameters: {
            query?: {
                /** @description Film weeks that end on this day or later; from the first one when left out. */
                from?: string;
                /** @description Film weeks that begin on this day or earlier; to the last one when left out. */
                to?: string;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettlementResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Settlements_week: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
                week: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettlementWeekDetailResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Settlements_tickets: {
        parameters: {
            query?: {
                /** @description Which page, counted from 1. */
                page?: number;
                /** @description How many items a page has. */
                per_page?: number;
                /** @description Fields to sort by, joined by commas, each with - in front for descending. Ties are broken by id. An unknown field is refused with the list of the known ones. */
                sort?: string;
                /** @description Where to go on, as `next_page` and `prev_page` carry it. Walking on costs the same at every page. Never make one up. */
                bookmark?: string;
            };
            header?: never;
            path: {
                id: number;
                week: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettledTicketPage"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Settlements_rows: {
        parameters: {
            query?: {
                /** @description Which page, counted from 1. */
                page?: number;
                /** @description How many items a page has. */
                per_page?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettlementRowPage"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Settlements_close: {
        parameters: {
            query?: never;
            header?: {
                /** @description A word of yours for this request, 1 to 255 visible ASCII characters, such as a random UUID. Sent again with the same key and body within 24 hours, it is answered as it was the first time, with `Idempotency-Replayed: true`. Answers of 409, 429 and 5xx are not kept. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CloseWeekDto"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettlementRowResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The film week is not over, or The film week is closed, and nothing has changed since, or The first request with this key is still being worked on */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid, or The idempotency key was used for another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Reports_list: {
        parameters: {
            query?: {
                /** @description Which page, counted from 1. */
                page?: number;
                /** @description How many items a page has. */
                per_page?: number;
                /** @description Fields to sort by, joined by commas, each with - in front for descending. Ties are broken by id. An unknown field is refused with the list of the known ones. */
                sort?: string;
                /** @description Where to go on, as `next_page` and `prev_page` carry it. Walking on costs the same at every page. Never make one up. */
                bookmark?: string;
                /** @description Only reports of these types. */
                type?: string;
                /** @description Only reports in these formats. */
                format?: string;
                /** @description Only reports in these states. */
                status?: string;
                /** @description Only those that you asked for, or only the others. */
                own?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportPage"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Reports_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description A word of yours for this request, 1 to 255 visible ASCII characters, such as a random UUID. Sent again with the same key and body within 24 hours, it is answered as it was the first time, with `Idempotency-Replayed: true`. Answers of 409, 429 and 5xx are not kept. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateReportDto"];
            };
        };
        responses: {
            /** @description Queued. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Too many reports at once, or The first request with this key is still being worked on */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid, or The idempotency key was used for another request */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Reports_types: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportTypesResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Reports_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Reports_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Reports_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "text/csv; charset=utf-8": string;
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The report has no file */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    ReportSchedules_list: {
        parameters: {
            query?: {
                /** @description Which page, counted from 1. */
                page?: number;
                /** @description How many items a page has. */
                per_page?: number;
                /** @description Fields to sort by, joined by commas, each with - in front for descending. Ties are broken by id. An unknown field is refused with the list of the known ones. */
                sort?: string;
                /** @description Where to go on, as `next_page` and `prev_page` carry it. Walking on costs the same at every page. Never make one up. */
                bookmark?: string;
                /** @description Only those that are enabled, or only the others. */
                enabled?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportSchedulePage"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    ReportSchedules_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateReportScheduleDto"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportScheduleResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    ReportSchedules_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportScheduleResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    ReportSchedules_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description It has changed since you read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    ReportSchedules_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateReportScheduleDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportScheduleResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description It has changed since you read it */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Sales_totals: {
        parameters: {
            query?: {
                /** @description The first day; 30 days before the last one when left out. Days are those of the cinema in which something was sold, and of UTC for films sold online. */
                from?: string;
                /** @description The last day, which belongs to the span; today when left out. */
                to?: string;
                /** @description What to add up by. By method, points stand beside the money that they were paid with, and `free` is what cost nothing. */
                group_by?: "day" | "week" | "month" | "movie" | "cinema" | "hall" | "hall_type" | "kind" | "method" | "seller";
                /** @description Of one cinema alone. */
                cinema_id?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SalesResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    AuditLog_list: {
        parameters: {
            query?: {
                /** @description Which page, counted from 1. */
                page?: number;
                /** @description How many items a page has. */
                per_page?: number;
                /** @description Fields to sort by, joined by commas, each with - in front for descending. Ties are broken by id. An unknown field is refused with the list of the known ones. */
                sort?: string;
                /** @description Where to go on, as `next_page` and `prev_page` carry it. Walking on costs the same at every page. Never make one up. */
                bookmark?: string;
                /** @description Only what this account did; given several times, what any of them did. */
                actor_id?: number[];
                /** @description Only this action, as a whole; given several times, any of them. */
                action?: string[];
                /** @description Only what was done to this, as a whole; given several times, to any of them. */
                target?: string[];
                /** @description Only what was done at this time or later. A date alone means its beginning, in UTC. */
                from?: string;
                /** @description Only what was done at this time or earlier. A date alone means the whole day, in UTC. */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditEntryPage"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Jobs_overview: {
        parameters: {
            query?: {
                /** @description Which page, counted from 1. */
                page?: number;
                /** @description How many items a page has. */
                per_page?: number;
                /** @description Where to go on, as `next_page` and `prev_page` carry it. Walking on costs the same at every page. Never make one up. */
                bookmark?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobsResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Jobs_retry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Queued. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetriedJobResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The job has not failed, or The job is too old to be tried again */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Users_list: {
        parameters: {
            query?: {
                /** @description Which page, counted from 1. */
                page?: number;
                /** @description How many items a page has. */
                per_page?: number;
                /** @description Fields to sort by, joined by commas, each with - in front for descending. Ties are broken by id. An unknown field is refused with the list of the known ones. */
                sort?: string;
                /** @description Where to go on, as `next_page` and `prev_page` carry it. Walking on costs the same at every page. Never make one up. */
                bookmark?: string;
                /** @description Only accounts whose e-mail contains this, whatever its case; a number also finds the account with this id. */
                q?: string;
                /** @description Only accounts of this group; given several times, of any of them. */
                group?: ("user" | "cashier" | "moderator" | "admin")[];
                /** @description Only accounts that can sign in, or only those that cannot. */
                is_active?: boolean;
                /** @description Only accounts made at this time or later. A date alone means its beginning, in UTC. */
                created_from?: string;
                /** @description Only accounts made at this time or earlier. A date alone means the whole day, in UTC. */
                created_to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserPage"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Users_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Users_changeGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeGroupDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The last administrator stays, or The e-mail is not confirmed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Users_activate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Users_deactivate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The last administrator stays */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Preferences_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreferencesResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Preferences_change: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePreferencesDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreferencesResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    NotificationSettings_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationSettingsResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    NotificationSettings_change: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeNotificationSettingsDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationSettingsResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Stream_open: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Too many open streams */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Unsubscribe_ask: {
        parameters: {
            query: {
                token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The link is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Unsubscribe_unsubscribe: {
        parameters: {
            query: {
                token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": {
                    /**
                     * @example One-Click
                     * @enum {string}
                     */
                    "List-Unsubscribe": "One-Click";
                };
                "multipart/form-data": {
                    /**
                     * @example One-Click
                     * @enum {string}
                     */
                    "List-Unsubscribe": "One-Click";
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnsubscribedResponse"];
                };
            };
            /** @description The link is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Notifications_list: {
        parameters: {
            query?: {
                /** @description Which page, counted from 1. */
                page?: number;
                /** @description How many items a page has. */
                per_page?: number;
                /** @description Fields to sort by, joined by commas, each with - in front for descending. Ties are broken by id. An unknown field is refused with the list of the known ones. */
                sort?: string;
                /** @description Where to go on, as `next_page` and `prev_page` carry it. Walking on costs the same at every page. Never make one up. */
                bookmark?: string;
                /** @description Only those that are not read yet. */
                unread?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NotificationPage"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Notifications_read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReadNotificationsDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnreadCountResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    CommentReports_report: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportCommentDto"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnReportResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description You have reported this comment, or This comment is your own */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    CommentReports_list: {
        parameters: {
            query?: {
                /** @description Which page, counted from 1. */
                page?: number;
                /** @description How many items a page has. */
                per_page?: number;
                /** @description Where to go on, as `next_page` and `prev_page` carry it. Walking on costs the same at every page. Never make one up. */
                bookmark?: string;
                /** @description Only reports that wait, or only those that were dealt with. */
                status?: "open" | "resolved";
                /** @description `created_at`, with - in front for descending. The newest first unless you say otherwise. */
                sort?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommentReportPage"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    CommentReports_resolve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResolveReportDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommentReportResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The report was dealt with */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Comments_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Comments_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["DeleteCommentDto"];
            };
        };
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Comments_edit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EditCommentDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommentResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Comments_replies: {
        parameters: {
            query?: {
                /** @description Which page, counted from 1. */
                page?: number;
                /** @description How many items a page has. */
                per_page?: number;
                /** @description Where to go on, as `next_page` and `prev_page` carry it. Walking on costs the same at every page. Never make one up. */
                bookmark?: string;
                /** @description A field of `created_at`, `likes`, or both joined by a comma; - in front for descending. The oldest first unless you say otherwise, as a talk is read. */
                sort?: string;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommentPage"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Comments_reply: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WriteCommentDto"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommentResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description You have just said that */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Comments_like: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommentResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    Comments_unlike: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    MovieComments_list: {
        parameters: {
            query?: {
                /** @description Which page, counted from 1. */
                page?: number;
                /** @description How many items a page has. */
                per_page?: number;
                /** @description Where to go on, as `next_page` and `prev_page` carry it. Walking on costs the same at every page. Never make one up. */
                bookmark?: string;
                /** @description A field of `created_at`, `likes`, or both joined by a comma; - in front for descending. The newest first unless you say otherwise. */
                sort?: string;
            };
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommentPage"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    MovieComments_write: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WriteCommentDto"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommentResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description There is no such thing here */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description You have just said that */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    TelegramLink_state: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TelegramLinkResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Telegram is not available here, or Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    TelegramLink_renew: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeepLinkResponse"];
                };
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description It is linked already */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Telegram is not available here, or Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    TelegramLink_remove: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; there is nothing to say. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    TelegramLink_confirm: {
        parameters: {
            query?: never;
            header: {
                /** @description `TELEGRAM_BOT_SECRET` */
                "X-Telegram-Bot-Secret": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmLinkDto"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfirmedLinkResponse"];
                };
            };
            /** @description The code is not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The secret is missing or wrong, or Sign in first */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Your account may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description It is linked already */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description The request is not valid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Telegram is not available here, or Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
    TelegramWebhook_receive: {
        parameters: {
            query?: never;
            header: {
                /** @description `TELEGRAM_WEBHOOK_SECRET` */
                "X-Telegram-Bot-Api-Secret-Token": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    update_id: number;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UpdateReceivedResponse"];
                };
            };
            /** @description The secret is missing or wrong */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Something went wrong on our side */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
            /** @description Telegram is not available here, or Not available for a moment */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemDocumentResponse"];
                };
            };
        };
    };
}
