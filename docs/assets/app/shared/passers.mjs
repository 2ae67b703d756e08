// Parameters that others append to a link on its way: share buttons, messengers, search engines, advertising, mail tools.
// They ask nothing of a page and are passed over in silence. A name that the page asks for itself is never one of them.

const NAMES = new Set(
  words(`
  from isappinstalled scene subscene ascene clicktime enterid sessionid devicetype nettype version lang exportkey pass_ticket
  wx_header wxfrom wxshare_count weixinadinfo weixinadkey fontgear fontscale mpshare srcid sharer_sharetime sharer_shareid
  sharer_shareinfo sharer_shareinfo_first nwr_flag poc_token chksm nsukey winzoom click_id gdt_vid qz_gdt wxwork_userid
  wm weibo_id luicode lfid sudaref sourcetype featurecode dt_dapp retcode refer_flag
  bd_vid bd_source baiduid eqid wd hmsr hmpl hmcu hmkw hmci bdmsa sa fr ssid bd_page_type uid pu
  qhclickid sg_vid tt_from share_token share_did share_uid share_app_id share_from share_code enter_from timestamp u_code
  iid clickid adid creativeid creativetype is_copy_url mid
  xhsshare xsec_token xsec_source appuid apptime share_id shareredid author_share
  spm scm pvid ut_sk suid share_crt_v un short_name cpp shareurl ali_trackid
  ddtab dtaction dd_nav_bgcolor lark_from open_in_browser
  adtag _wv _bid _wwv tdsourcetag ptlang qq_aio_chat_type
  share_source share_medium share_plat share_session_id share_tag share_times unique_k vd_source bbid ts buvid is_story_h5 spmid
  gclid gclsrc dclid gbraid wbraid gad_source gad_campaignid srsltid ved usg ei sxsrf gs_lcp gs_lcrp sca_esv sclient oq q aqs
  sourceid ie oe
  msclkid msockid cvid ocid form qs sk sp sc pq ghc lq ghsh ghacc ghpl pc mkt setlang cc
  fbclid fb_action_ids fb_action_types fb_source fb_ref mibextid igshid igsh rdid
  twclid ref_src ref_url s t
  li_fat_id lipi trk trackingid midtoken midsig
  ttclid is_from_webapp sender_device web_id
  yclid ysclid ymclid yandex_source clid rdt_cid epik sccid si
  mc_cid mc_eid mkt_tok vero_id vero_conv oly_anon_id oly_enc_id ck_subscriber_id ck_subscriberid convertkit_subscriber_id
  elqtrackid elqtrack elq elqaid elqat elqcampaignid assettype assetid recipientid campaignid siteid
  dm_i wickedid wickedsource ss_source ss_campaign_id ss_campaign_name ss_email_id ml_subscriber ml_subscriber_hash
  mailid mailing_id email_id email_source emci emdi ceid sfmc_id sfmc_sub subscriber_id et_rid inf_contact_key
  cid icid cmpid campaign_id ad_id adgroupid adset_id matchtype
  ref referer referrer source src share shared channel via tracking track track_id tracking_id trace_id
  random rand nonce nocache cachebust cb amp jsessionid phpsessid sid ticket code state
  `),
);

/** How the names of whole families begin; no question of ours begins with an underscore. */
const FAMILIES = words(`
  _ utm_ stm_ itm_ mtm_ matomo_ piwik_ pk_ hsa_ hsctatracking at_ wt_ wt. ga_ gc_ sib_ bsft_ trk_ algo_ wx_ wxshare wework_
  sharer_ dd_ lark_ feishu_ qz_ hm bd_ tt_ weibo_ douyin_ xhs_ zhida_ ali_ cf_ aff_ ns_ mkwid pcrid bx_ sc_ sr_ x_tr sslid
`);

/** @param {string} text */
function words(text) {
  return text.trim().split(/\s+/);
}

/**
 * Whether a parameter is one that others append.
 *
 * @param {string} name
 */
export function isPasser(name) {
  const small = name.toLowerCase();
  return NAMES.has(small) || FAMILIES.some((beginning) => small.startsWith(beginning));
}
